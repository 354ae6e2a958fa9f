using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// Band-limited motifs at known times in 1/f noise: motif k is a cosine of its frequency under a Gaussian envelope (a Gabor function)
/// of unit energy. Motifs do not overlap.
/// </summary>
public sealed record MotifTrain
{
    /// <summary>Frequency of each motif (Hz).</summary>
    public double[] Frequencies { get; init; } = [6, 11, 21];

    /// <summary>Length of a motif (s); the envelope's standard deviation is one sixth of it.</summary>
    public double Length { get; init; } = 0.5;

    /// <summary>Motifs a second, on average.</summary>
    public double Rate { get; init; } = 0.5;

    /// <summary>Energy of a motif over the variance of the noise, in decibels.</summary>
    public double SignalToNoise { get; init; } = 20;

    /// <summary>β of the noise.</summary>
    public double NoiseExponent { get; init; } = 1;

    /// <summary>The shape of one motif.</summary>
    /// <param name="kind">Index of its frequency.</param>
    /// <param name="samplingRate">Hz.</param>
    public double[] Shape(int kind, double samplingRate)
    {
        var shape = new double[(int)Math.Round(Length * samplingRate)];
        for (var t = 0; t < shape.Length; t++)
        {
            var time = (t - ((shape.Length - 1) / 2.0)) / samplingRate;
            shape[t] = Math.Cos(2 * Math.PI * Frequencies[kind] * time) * Math.Exp(-18 * time * time / (Length * Length));
        }

        var norm = Math.Sqrt(shape.Sum(v => v * v));
        return Array.ConvertAll(shape, v => v / norm);
    }

    /// <summary>Draws a signal.</summary>
    /// <param name="count">Samples.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="random">Source of everything random.</param>
    /// <returns>The signal, and an annotation (motif 0, motif 1, …) for each motif.</returns>
    public (double[] Signal, Annotations Motifs) Generate(int count, double samplingRate, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var signal = new ColoredNoise(NoiseExponent, 0.5).Generate(count, samplingRate, random);
        var amplitude = Math.Pow(10, SignalToNoise / 20);
        var shapes = Enumerable.Range(0, Frequencies.Length).Select(k => Shape(k, samplingRate)).ToArray();
        List<Annotation> found = [];
        double time = 0;
        while (true)
        {
            // exponential gaps, on top of the motif's own length
            time += -Math.Log(1 - random.NextDouble()) * Math.Max(0, (1 / Rate) - Length);
            var kind = random.NextInt(Frequencies.Length);
            var start = (int)Math.Round(time * samplingRate);
            if (start + shapes[kind].Length > count)
                break;
            for (var t = 0; t < shapes[kind].Length; t++)
                signal[start + t] += amplitude * shapes[kind][t];
            found.Add(new(start / samplingRate, Length, $"motif {kind}"));
            time = (start / samplingRate) + Length;
        }

        return (signal, new(found));
    }
}
