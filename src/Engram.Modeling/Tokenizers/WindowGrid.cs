using Engram.Modeling.Masking;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>Windows of a length at every hop: ⌊(T - length)/hop⌋ + 1 of them; samples after the last whole window are left out.</summary>
internal readonly record struct WindowGrid(int Length, int Hop)
{
    /// <summary>Windows in a signal.</summary>
    public int Steps(SignalBatch signals) => signals.Length >= Length
        ? ((signals.Length - Length) / Hop) + 1
        : throw new ArgumentException($"Expected signals of at least one window of {Length} samples, got {signals.Length}.", nameof(signals));

    /// <summary>One row a channel, one column a window.</summary>
    public TokenGrid Grid(SignalBatch signals) => new(signals.Channels, Steps(signals));

    /// <summary>[batch, channel, time] → [batch, channel, window, sample].</summary>
    public Tensor Cut(SignalBatch signals)
    {
        Steps(signals);
        return signals.Samples.unfold(-1, Length, Hop);
    }

    /// <summary>
    /// [batch, channel, window, sample] → [batch, channel, time]: Σ u y / Σ u² for windows y = u x that belong together, Σ u y / √Σ u² for
    /// independent ones, whose power adds up. Where the divisor is below <paramref name="least"/> the signal fades, to 0 where it is 0: the edges of
    /// windows that contradict each other would be blown up otherwise.
    /// </summary>
    public Tensor Join(Tensor windows, Tensor? weight = null, bool independent = false, double least = 1e-6)
    {
        using var scope = NewDisposeScope();
        var (shape, u) = (windows.shape, weight ?? ones(Length, windows.dtype, windows.device));
        var total = ((shape[2] - 1) * Hop) + Length;
        var (sum, norm) = (zeros([shape[0], shape[1], total], windows.dtype, windows.device), zeros([total], windows.dtype, windows.device));
        for (var step = 0; step < shape[2]; step++)
        {
            sum = sum.slice_scatter(sum.narrow(-1, (long)step * Hop, Length) + windows.select(2, step) * u, -1, (long)step * Hop, ((long)step * Hop) + Length, 1);
            norm.narrow(0, (long)step * Hop, Length).add_(u.square());
        }

        return (sum / (independent ? norm.sqrt() : norm).clamp_min(least)).MoveToOuterDisposeScope();
    }
}
