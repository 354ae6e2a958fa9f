using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// Two classes that differ in the direction of time alone: X_t = A X_{t-1} + e with A = r R(+θ) for class 0 and r R(-θ) for class 1
/// (R a rotation), in pairs mixed into channels. Both have the stationary covariance I / (1 - r²) and the same spectra; class 1 is
/// class 0 run backwards. Anything that looks only at zero-lag covariance or power must stay at chance.
/// </summary>
public sealed record TimeReversedPairs
{
    /// <summary>Number of rotating pairs; the recording has twice as many channels.</summary>
    public int Pairs { get; init; } = 4;

    /// <summary>r, the modulus of the poles, below 1.</summary>
    public double Radius { get; init; } = 0.9;

    /// <summary>θ, the rotation in one sample (rad).</summary>
    public double Angle { get; init; } = Math.PI / 6;

    /// <summary>Samples in a trial.</summary>
    public int Samples { get; init; } = 250;

    /// <summary>Standard deviation of the channel noise relative to the signal's.</summary>
    public double Noise { get; init; } = 0.2;

    /// <summary>Draws trials of both classes, class 0 first.</summary>
    /// <param name="trialsPerClass">Trials of each class.</param>
    /// <param name="random">Source of randomness.</param>
    /// <exception cref="ArgumentException">The process is not stable.</exception>
    public (double[][][] Trials, int[] Labels) Draw(int trialsPerClass, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (!(Radius is > 0 and < 1))
            throw new ArgumentException($"Expected a pole radius in (0, 1) for a stable process, got {Radius}.");
        var channels = 2 * Pairs;
        var mixing = new double[channels][];
        for (var i = 0; i < channels; i++)
            mixing[i] = [.. Enumerable.Range(0, channels).Select(_ => random.NextGaussian())];
        var deviation = 1 / Math.Sqrt(1 - (Radius * Radius));
        var trials = new double[2 * trialsPerClass][][];
        var labels = new int[trials.Length];
        for (var trial = 0; trial < trials.Length; trial++)
        {
            labels[trial] = trial / trialsPerClass;
            trials[trial] = Trial(labels[trial] == 0 ? Angle : -Angle, mixing, deviation, random);
        }

        return (trials, labels);
    }

    private double[][] Trial(double angle, double[][] mixing, double deviation, SeededRandom random)
    {
        var channels = mixing.Length;
        var sources = new double[channels][];
        var (cosine, sine) = (Radius * Math.Cos(angle), Radius * Math.Sin(angle));
        for (var pair = 0; pair < Pairs; pair++)
        {
            var (x, y) = (new double[Samples], new double[Samples]);
            // start in the stationary law, so that no sample needs to be thrown away
            var (a, b) = (deviation * random.NextGaussian(), deviation * random.NextGaussian());
            for (var t = 0; t < Samples; t++)
            {
                (x[t], y[t]) = (a, b);
                (a, b) = ((cosine * a) - (sine * b) + random.NextGaussian(), (sine * a) + (cosine * b) + random.NextGaussian());
            }

            (sources[2 * pair], sources[(2 * pair) + 1]) = (x, y);
        }

        var noise = Noise * deviation * Math.Sqrt(channels);
        return Array.ConvertAll(mixing, weights =>
        {
            var row = new double[Samples];
            for (var t = 0; t < Samples; t++)
            {
                double sum = noise * random.NextGaussian();
                for (var s = 0; s < channels; s++)
                    sum += weights[s] * sources[s][t];
                row[t] = sum;
            }

            return row;
        });
    }
}
