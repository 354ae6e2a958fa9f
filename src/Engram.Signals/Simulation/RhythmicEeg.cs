using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// EEG-like trials whose parts are known: on every channel a background with power 1/f^β, and one rhythm a band,
/// a_b e(t) cos(2π f_b t + φ) with a_b² ∝ f_b^(-β) · exp(N(0, σ²))², a random phase and a slow envelope e. The class says which rhythm
/// is stronger on all channels.
/// </summary>
public sealed record RhythmicEeg
{
    /// <summary>Frequency of each band's rhythm (Hz).</summary>
    public double[] Frequencies { get; init; } = [2, 6, 10, 20, 38];

    /// <summary>Channels.</summary>
    public int Channels { get; init; } = 4;

    /// <summary>Hz.</summary>
    public double SamplingRate { get; init; } = 128;

    /// <summary>Samples of a trial.</summary>
    public int Samples { get; init; } = 256;

    /// <summary>β, how fast power falls with frequency, of the background and from rhythm to rhythm.</summary>
    public double Exponent { get; init; } = 1;

    /// <summary>σ, the deviation of a rhythm's log amplitude from channel to channel.</summary>
    public double Spread { get; init; } = 0.3;

    /// <summary>Deviation of the background; the first rhythm's amplitude is 1 on average.</summary>
    public double Background { get; init; } = 0.2;

    /// <summary>Factor on the amplitude of the class's rhythm.</summary>
    public double Elevation { get; init; } = 1.6;

    /// <summary>Draws trials, classes 0, 1, … in turn; class k raises the rhythm of band k + 1, and the slowest is never raised.</summary>
    /// <param name="count">Trials.</param>
    /// <param name="random">Source of everything random.</param>
    /// <returns>[trial][channel][time], the rhythms alone [trial][channel][band][time], and the class of each trial.</returns>
    /// <exception cref="ArgumentException">There are fewer than two bands, or one is not below half the sampling rate.</exception>
    public (double[][][] Trials, double[][][][] Rhythms, int[] Labels) Draw(int count, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (Frequencies.Length < 2 || Frequencies.Any(f => f <= 0 || f >= SamplingRate / 2))
            throw new ArgumentException($"Expected two or more rhythms between 0 and {SamplingRate / 2} Hz, got {string.Join(", ", Frequencies)}.", nameof(count));
        var noise = new ColoredNoise(Exponent, 0.5);
        var (trials, rhythms, labels) = (new double[count][][], new double[count][][][], new int[count]);
        for (var trial = 0; trial < count; trial++)
        {
            labels[trial] = trial % (Frequencies.Length - 1);
            var elevated = labels[trial] + 1;
            rhythms[trial] = [.. Enumerable.Range(0, Channels).Select(_ => Enumerable.Range(0, Frequencies.Length).Select(b => Rhythm(b, b == elevated ? Elevation : 1, random)).ToArray())];
            trials[trial] = Array.ConvertAll(rhythms[trial], parts =>
            {
                var background = noise.Generate(Samples, SamplingRate, random);
                return Enumerable.Range(0, Samples).Select(t => (Background * background[t]) + parts.Sum(p => p[t])).ToArray();
            });
        }

        return (trials, rhythms, labels);
    }

    private double[] Rhythm(int band, double gain, SeededRandom random)
    {
        var amplitude = gain * Math.Pow(Frequencies[0] / Frequencies[band], Exponent / 2) * Math.Exp(Spread * random.NextGaussian());
        var (phase, slow, slowPhase) = (2 * Math.PI * random.NextDouble(), 0.2 + (0.6 * random.NextDouble()), 2 * Math.PI * random.NextDouble());
        var signal = new double[Samples];
        for (var t = 0; t < Samples; t++)
        {
            var time = t / SamplingRate;
            var envelope = 1 + (0.5 * Math.Cos((2 * Math.PI * slow * time) + slowPhase));
            signal[t] = amplitude * envelope * Math.Cos((2 * Math.PI * Frequencies[band] * time) + phase);
        }

        return signal;
    }
}
