using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// Frames of a short-time Fourier transform without padding, X[k, j] = Σ_t w_t x[t + j h] e^(-2πikt/n) with a periodic Hann window w. In torch, since
/// models train through it; <c>Engram.Signals</c> has scipy's centred convention for analysis.
/// </summary>
internal readonly record struct StftFrames(int Window, int Hop)
{
    public WindowGrid Windows => new(Window, Hop);

    public int Bins => (Window / 2) + 1;

    /// <summary>[batch, channel, frame, bin], complex.</summary>
    public Tensor Forward(SignalBatch signals)
    {
        using var scope = NewDisposeScope();
        return fft.rfft(Windows.Cut(signals) * hann_window(Window).to(signals.Samples.device)).MoveToOuterDisposeScope();
    }

    /// <summary>The least-squares signal of frames, [batch, channel, time].</summary>
    public Tensor Inverse(Tensor frames, double least = 1e-6)
    {
        using var scope = NewDisposeScope();
        return Windows.Join(fft.irfft(frames, Window), hann_window(Window).to(frames.device), least: least).MoveToOuterDisposeScope();
    }

    /// <summary>A signal of magnitudes [batch, channel, frame, bin], whose phases are searched from drawn ones (Griffin and Lim 1984).</summary>
    public Tensor FromMagnitude(Tensor magnitude, double samplingRate, int iterations, long seed)
    {
        using var scope = NewDisposeScope();
        var random = new SeededRandom(seed);
        var phases = new float[magnitude.numel()];
        for (var i = 0; i < phases.Length; i++)
            phases[i] = (float)(2 * Math.PI * random.NextDouble());
        const double Least = 0.1; // of Σ w²
        var signal = Inverse(polar(magnitude, tensor(phases).reshape(magnitude.shape).to(magnitude.device)), Least);
        for (var i = 0; i < iterations; i++)
        {
            using var round = NewDisposeScope();
            signal = Inverse(polar(magnitude, Forward(new(signal, samplingRate)).angle()), Least).MoveToOuterDisposeScope();
        }

        return signal.MoveToOuterDisposeScope();
    }
}
