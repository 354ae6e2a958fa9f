using Engram.Signals.LinearPrediction;

namespace Engram.Signals.Simulation;

/// <summary>
/// A state of the EEG as an autoregressive process of order 4: two resonances, each a pair of poles r e^(±2πif/fs). The process in continuous time is
/// the same at every sampling rate: r is given at 128 Hz and becomes r^(128/fs), so that the bandwidth in hertz stays.
/// </summary>
/// <param name="Frequencies">The two resonance frequencies (Hz).</param>
/// <param name="Radii">Their pole radii at 128 Hz, in (0, 1).</param>
/// <param name="Amplitude">Standard deviation of the signal (V).</param>
public sealed record ResonantState(double[] Frequencies, double[] Radii, double Amplitude)
{
    private const double ReferenceRate = 128; // Hz

    /// <summary>The predictor whose synthesis from unit-variance noise times σ is the state.</summary>
    /// <param name="samplingRate">fs (Hz).</param>
    public LinearPredictor Predictor(double samplingRate)
    {
        double[] polynomial = [1];
        for (var i = 0; i < Frequencies.Length; i++)
        {
            var (r, angle) = (Math.Pow(Radii[i], ReferenceRate / samplingRate), 2 * Math.PI * Frequencies[i] / samplingRate);
            polynomial = Times(polynomial, -2 * r * Math.Cos(angle), r * r);
        }

        return new(polynomial[1..], Amplitude * Amplitude / Gain(polynomial[1..]), []);
    }

    /// <summary>Draws a piece of the state, after a start long enough to forget.</summary>
    /// <param name="count">Samples.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="random">Source of the noise.</param>
    public double[] Draw(int count, double samplingRate, Randomness.SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var predictor = Predictor(samplingRate);
        var start = (int)Math.Ceiling(Math.Log(1e-4) / Math.Log(Radii.Max()) * samplingRate / ReferenceRate);
        var deviation = Math.Sqrt(predictor.NoiseVariance);
        var noise = new double[start + count];
        for (var t = 0; t < noise.Length; t++)
            noise[t] = deviation * random.NextGaussian();
        return predictor.Synthesise(noise)[start..];
    }

    /// <summary>
    /// States that differ in their pairs of resonances, radii and amplitudes: all pairs of the frequencies in random order, again and again with
    /// fresh radii where there are more states than pairs.
    /// </summary>
    /// <param name="count">States.</param>
    /// <param name="frequencies">Resonances to choose from (Hz).</param>
    /// <param name="amplitude">The middle amplitude (V); a state's is 0.5 to 2 times that.</param>
    /// <param name="random">Source of randomness.</param>
    public static ResonantState[] Library(int count, IReadOnlyList<double> frequencies, double amplitude, Randomness.SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(frequencies);
        ArgumentNullException.ThrowIfNull(random);
        var pairs = Enumerable.Range(0, frequencies.Count).SelectMany(i => Enumerable.Range(i + 1, frequencies.Count - i - 1).Select(j => new[] { frequencies[i], frequencies[j] })).ToArray();
        if (pairs.Length == 0)
            throw new ArgumentException($"Expected at least two frequencies, got {frequencies.Count}.", nameof(frequencies));
        var order = random.Permutation(pairs.Length);
        return [.. Enumerable.Range(0, count).Select(k => new ResonantState(pairs[order[k % pairs.Length]],
            [0.85 + (0.12 * random.NextDouble()), 0.85 + (0.12 * random.NextDouble())], amplitude * Math.Pow(2, (2 * random.NextDouble()) - 1)))];
    }

    // Σ h² of the impulse response h of 1/A: the variance of the process driven by noise of variance 1
    private double Gain(double[] coefficients)
    {
        var length = (int)Math.Ceiling(Math.Log(1e-12) / Math.Log(Radii.Max())) * 16;
        var impulse = new double[length];
        impulse[0] = 1;
        return new LinearPredictor(coefficients, 1, []).Synthesise(impulse).Sum(h => h * h);
    }

    private static double[] Times(double[] polynomial, double first, double second)
    {
        var product = new double[polynomial.Length + 2];
        for (var j = 0; j < polynomial.Length; j++)
        {
            product[j] += polynomial[j];
            product[j + 1] += first * polynomial[j];
            product[j + 2] += second * polynomial[j];
        }

        return product;
    }
}
