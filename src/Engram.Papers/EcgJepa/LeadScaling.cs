using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>Each lead minus its mean, over its standard deviation, both of one data set, clipped to [-5, 5].</summary>
public sealed class LeadScaling
{
    private const double Limit = 5;
    private readonly Tensor mean;
    private readonly Tensor deviation;

    private LeadScaling(Tensor mean, Tensor deviation) => (this.mean, this.deviation) = (mean, deviation);

    /// <summary>The scaling of a data set.</summary>
    /// <param name="signals">[record, lead, time]; training data alone.</param>
    /// <exception cref="ArgumentException">A lead does not move.</exception>
    public static LeadScaling Of(Tensor signals)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var deviation = signals.std([0, 2], unbiased: false, keepdim: true);
        return deviation.min().ToDouble() > 0
            ? new(signals.mean([0, 2], keepdim: true).DetachFromDisposeScope(), deviation.DetachFromDisposeScope())
            : throw new ArgumentException("Expected leads that move, got one that is constant in all records.", nameof(signals));
    }

    /// <summary>Scaled signals.</summary>
    /// <param name="signals">[record, lead, time].</param>
    public Tensor Apply(Tensor signals) => ((signals - mean) / deviation).clamp(-Limit, Limit);
}
