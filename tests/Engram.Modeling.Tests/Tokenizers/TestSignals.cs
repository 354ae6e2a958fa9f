using Engram.Modeling.Tokenizers;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Tokenizers;

internal static class TestSignals
{
    public const double Rate = 128;

    /// <summary>24 samples × 3 channels × 2 s in volts: oscillations in each band with drawn amplitude and phase, and a little noise.</summary>
    public static SignalBatch Oscillations(int batch = 24, int length = 256, long seed = 1)
    {
        var random = new SeededRandom(seed);
        var samples = new float[batch * 3 * length];
        for (var row = 0; row < batch * 3; row++)
        {
            foreach (var (frequency, amplitude) in ((double, double)[])[(2.5, 20e-6), (6, 12e-6), (10, 15e-6), (20, 6e-6), (38, 4e-6)])
            {
                var (a, phase, f) = (amplitude * Math.Exp(0.5 * random.NextGaussian()), 2 * Math.PI * random.NextDouble(), frequency + random.NextDouble() - 0.5);
                for (var t = 0; t < length; t++)
                    samples[(row * length) + t] += (float)(a * Math.Sin((2 * Math.PI * f * t / Rate) + phase));
            }

            for (var t = 0; t < length; t++)
                samples[(row * length) + t] += (float)(1e-6 * random.NextGaussian());
        }

        return new(tensor(samples).reshape(batch, 3, length), Rate);
    }

    /// <summary>8 sensors that mix 2 sources by their places.</summary>
    public static SignalBatch Sensors()
    {
        using var scope = NewDisposeScope();
        var sources = Oscillations(32, 128).Samples.narrow(1, 0, 2);
        var angle = arange(8, float32) * (2 * Math.PI / 8);
        var mixing = stack([angle.cos() * 0.5 + 1, angle.sin()], 1); // [sensor, source]
        var poses = cat([stack([angle.cos(), angle.sin(), zeros(8)], 1) * 0.57, zeros(8, 3)], 1);
        var samples = matmul(mixing, sources).MoveToOuterDisposeScope();
        return new(samples, Rate) { Sensors = new(poses.MoveToOuterDisposeScope(), zeros([8], int64).MoveToOuterDisposeScope()) };
    }
}
