using System.Numerics;
using Engram.Signals.Randomness;
using Engram.Signals.Spectral;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// Signals with a given power density S(f) (unit²/Hz) and drawn phases: |X_k|² = S_k fs n/2 for 0 &lt; k &lt; n/2, S_k the mean density in the bin, so that
/// the variance is Σ S_k fs/n.
/// </summary>
internal static class SpectralNoise
{
    private const int Points = 8; // of a bin, so that a peak between two bins is not missed

    /// <summary>One window.</summary>
    public static double[] Draw(Func<double, double> density, int length, double samplingRate, SeededRandom random)
    {
        var spectrum = new Complex[(length / 2) + 1];
        for (var k = 1; 2 * k < length; k++)
        {
            double mean = 0;
            for (var i = 0; i < Points; i++)
                mean += density((k + ((i + 0.5) / Points) - 0.5) * samplingRate / length) / Points;
            spectrum[k] = Complex.FromPolarCoordinates(Math.Sqrt(mean * samplingRate * length / 2), 2 * Math.PI * random.NextDouble());
        }

        return Fourier.InverseReal(spectrum, length);
    }

    /// <summary>A window for each token, joined.</summary>
    public static SignalBatch Signals(Tokens tokens, WindowGrid windows, long seed, Func<double[], Func<double, double>> density)
    {
        using var scope = NewDisposeScope();
        var width = (int)tokens.Features.shape[2];
        var features = tokens.Features.detach().to_type(float64).cpu().contiguous().data<double>().ToArray();
        var batch = tokens.Features.shape[0];
        var random = new SeededRandom(seed);
        var samples = new float[batch * tokens.Grid.Tokens * windows.Length];
        foreach (var (n, token) in features.Chunk(width).Index())
        {
            var drawn = Draw(density(token), windows.Length, tokens.SamplingRate, random);
            for (var t = 0; t < drawn.Length; t++)
                samples[(n * windows.Length) + t] = (float)drawn[t];
        }

        var cut = tensor(samples).reshape(batch, tokens.Grid.Channels, tokens.Grid.Steps, windows.Length);
        return new(windows.Join(cut, independent: true).MoveToOuterDisposeScope(), tokens.SamplingRate);
    }
}
