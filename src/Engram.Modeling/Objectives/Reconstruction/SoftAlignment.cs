using Engram.Modeling.Configuration;
using Engram.Signals.Alignment;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>
/// A reconstruction may be early or late: soft dynamic time warping (Cuturi and Blondel 2017) of each channel, summed over channels and
/// averaged over the batch, as in hvEEGNet. Computed in double precision on the processor, channels side by side; it has a first
/// derivative and no second.
/// </summary>
public sealed class SoftAlignment
{
    private readonly SoftAlignmentConfig config;
    private readonly SoftDynamicTimeWarping warping;

    /// <summary>An objective.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public SoftAlignment(SoftAlignmentConfig config)
    {
        config.Validate();
        this.config = config;
        warping = new(config.Gamma);
    }

    /// <summary>The loss, as the term <c>alignment</c>.</summary>
    /// <param name="reconstruction">[batch, channel, time].</param>
    /// <param name="signal">[batch, channel, time]; it gets no gradient, and its length may differ.</param>
    /// <exception cref="ArgumentException">A shape is wrong, or the batch is empty.</exception>
    public LossTerms Compute(Tensor reconstruction, Tensor signal)
    {
        Expect.Shape(reconstruction, nameof(SoftAlignment), "batch, channel, time", -1, -1, -1);
        Expect.Shape(signal, $"{nameof(SoftAlignment)}, signal", "batch, channel, time", reconstruction.shape[0], reconstruction.shape[1], -1);
        var (x, y) = (Values(reconstruction), Values(signal));
        var (n, m) = ((int)reconstruction.shape[2], (int)signal.shape[2]);
        var pairs = x.Length / n;
        var values = new double[pairs];
        var gradients = new double[x.Length];
        Parallel.For(0, pairs, i => values[i] = Pair(x.AsSpan(i * n, n), y.AsSpan(i * m, m), gradients.AsSpan(i * n, n)));

        // The value as a number, and the gradient through a term that is 0: L = v + (x - sg x)·∇.
        var batch = reconstruction.shape[0];
        var gradient = tensor(gradients, dtype: reconstruction.dtype, device: reconstruction.device).reshape(reconstruction.shape) / batch;
        return new(new LossTerm("alignment", ((reconstruction - reconstruction.detach()) * gradient).sum() + (values.Sum() / batch)));
    }

    private double Pair(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient)
    {
        var (value, slope) = warping.ValueAndGradient(x, y);
        slope.CopyTo(gradient);
        if (!config.Divergence)
            return value;

        // D(x, x) moves with both its arguments alike: d/dx D(x, x) = 2 ∂₁D(x, x).
        var (self, selfSlope) = warping.ValueAndGradient(x, x);
        for (var t = 0; t < gradient.Length; t++)
            gradient[t] -= selfSlope[t];
        return value - ((self + warping.Value(y, y)) / 2);
    }

    private static double[] Values(Tensor signals)
    {
        using var scope = NewDisposeScope();
        return signals.detach().to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
    }
}
