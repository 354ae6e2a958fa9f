using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// Trials of several channels of 1/f noise, in each of which two <see cref="EegMotif"/>s of the trial's class occur a few times, at random times on random
/// channels. Classes share motifs, and one pair of classes differs in the direction of a chirp alone, which no long-term spectrum can tell.
/// </summary>
public sealed record EegMotifSet
{
    /// <summary>The two motifs of each class.</summary>
    public IReadOnlyList<(EegMotif First, EegMotif Second)> Classes { get; init; } =
    [
        (EegMotif.RisingChirp, EegMotif.AlphaBurst), (EegMotif.FallingChirp, EegMotif.AlphaBurst), (EegMotif.SpikeWave, EegMotif.BetaBurst),
        (EegMotif.Spindle, EegMotif.Blink), (EegMotif.Muscle, EegMotif.SpikeWave),
    ];

    /// <summary>Channels.</summary>
    public int Channels { get; init; } = 4;

    /// <summary>Length of a trial (s).</summary>
    public double Duration { get; init; } = 5;

    /// <summary>Sampling rate (Hz), above 90.</summary>
    public double SamplingRate { get; init; } = 100;

    /// <summary>Motifs in a trial, half of each kind.</summary>
    public int Motifs { get; init; } = 8;

    /// <summary>Root mean square of a motif over the noise's standard deviation, in its middle.</summary>
    public double Strength { get; init; } = 1.5;

    /// <summary>Standard deviation of the 1/f noise (V).</summary>
    public double Amplitude { get; init; } = 10e-6;

    /// <summary>White noise added to every channel, over the 1/f noise's standard deviation: a worse amplifier.</summary>
    public double AmplifierNoise { get; init; } = 0.1;

    /// <summary>Draws trials; classes come in turn.</summary>
    /// <param name="count">Trials.</param>
    /// <param name="random">Source of everything random.</param>
    /// <exception cref="ArgumentException">The rate is too low for the motifs, or a trial is too short.</exception>
    public EegMotifTrials Draw(int count, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (SamplingRate <= 90 || Duration < 1 || Channels < 1)
            throw new ArgumentException($"Expected a rate above 90 Hz, a second or more and a channel, got {SamplingRate} Hz, {Duration} s and {Channels}.");
        var (trials, labels, motifs) = (new double[count][][], new int[count], new List<EegMotifEvent>());
        var samples = (int)Math.Round(Duration * SamplingRate);
        for (var trial = 0; trial < count; trial++)
        {
            labels[trial] = trial % Classes.Count;
            trials[trial] = [.. Enumerable.Range(0, Channels).Select(_ => Noise(samples, random))];
            for (var m = 0; m < Motifs; m++)
            {
                var kind = m % 2 == 0 ? Classes[labels[trial]].First : Classes[labels[trial]].Second;
                var shape = Shape(kind, random);
                var (channel, start) = (random.NextInt(Channels), random.NextInt(samples - shape.Length + 1));
                for (var t = 0; t < shape.Length; t++)
                    trials[trial][channel][start + t] += Strength * Amplitude * shape[t];
                motifs.Add(new(trial, channel, start / SamplingRate, shape.Length / SamplingRate, kind));
            }
        }

        return new(trials, labels, motifs);
    }

    /// <summary>One motif of unit root mean square.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="random">Source of its phase, length and noise.</param>
    public double[] Shape(EegMotif kind, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var length = (int)Math.Round((kind == EegMotif.Blink ? 0.5 : 0.7 + (0.3 * random.NextDouble())) * SamplingRate);
        var (phase, shape) = (2 * Math.PI * random.NextDouble(), new double[length]);
        var noise = kind == EegMotif.Muscle ? new ColoredNoise(0, 30, 45).Generate(length, SamplingRate, random) : [];
        for (var t = 0; t < length; t++)
        {
            var (time, share) = (t / SamplingRate, (t + 0.5) / length);
            var hann = Math.Pow(Math.Sin(Math.PI * share), 2);
            var flat = Math.Min(1, 5 * Math.Min(share, 1 - share)); // rises and falls in a fifth
            shape[t] = kind switch
            {
                EegMotif.SpikeWave => flat * ((2 * Math.Exp(-Math.Pow(((3 * time) % 1) - 0.2, 2) / 0.004)) - Math.Sin(2 * Math.PI * 3 * time)),
                EegMotif.AlphaBurst => flat * Math.Cos((2 * Math.PI * 10 * time) + phase),
                EegMotif.Spindle => hann * Math.Cos((2 * Math.PI * 13 * time) + phase),
                EegMotif.BetaBurst => flat * Math.Cos((2 * Math.PI * 25 * time) + phase),
                EegMotif.RisingChirp => flat * Math.Cos(phase + Sweep(share, length)),
                EegMotif.FallingChirp => flat * Math.Cos(phase + Sweep(1 - share, length)),
                EegMotif.Blink => Math.Sin(Math.PI * share),
                _ => flat * noise[t],
            };
        }

        var size = Math.Sqrt(shape.Average(v => v * v));
        return Array.ConvertAll(shape, v => v / size);
    }

    // phase of a sweep from 4 to 12 Hz: 2π T ∫ (4 + 8 s) ds
    private double Sweep(double share, int length) => 2 * Math.PI * length / SamplingRate * ((4 * share) + (4 * share * share));

    private double[] Noise(int samples, SeededRandom random)
    {
        var noise = new ColoredNoise(1, 0.5).Generate(samples, SamplingRate, random);
        for (var t = 0; t < noise.Length; t++)
            noise[t] = Amplitude * (noise[t] + (AmplifierNoise * random.NextGaussian()));
        return noise;
    }
}
