using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>Root-mean-square norm over the last axis: <c>g ⊙ x / sqrt(mean x² + ε)</c> (Zhang and Sennrich 2019).</summary>
public sealed class RmsNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly double epsilon;

    /// <summary>A norm with gain 1.</summary>
    /// <param name="width">Size of the last axis.</param>
    /// <param name="epsilon">ε.</param>
    public RmsNorm(long width, double epsilon = 1e-6)
        : base(nameof(RmsNorm))
    {
        this.epsilon = epsilon;
        weight = nn.Parameter(ones(width));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input * (input.square().mean([-1], keepdim: true) + epsilon).rsqrt() * weight;
}
