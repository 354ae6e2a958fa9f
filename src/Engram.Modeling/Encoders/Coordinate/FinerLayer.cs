using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>A layer of sines of variable period (Liu et al. 2024): <c>sin(ω (|a| + 1) a)</c>, <c>a = W x + b</c>, without a gradient through the factor |a| + 1.</summary>
public sealed class FinerLayer : nn.Module<Tensor, Tensor>
{
    private readonly Linear linear;
    private readonly double omega;

    /// <summary>A layer with weights from torch's shared generator.</summary>
    /// <param name="inputs">Size of the last axis that comes in.</param>
    /// <param name="width">Size of the last axis that goes out.</param>
    /// <param name="omega">ω.</param>
    /// <param name="isFirst">Whether it is the first of a network.</param>
    /// <param name="biasRange">k: biases are drawn from ±k; none for torch's ±1/√inputs.</param>
    public FinerLayer(long inputs, long width, double omega = 30, bool isFirst = false, double? biasRange = null)
        : base(nameof(FinerLayer))
    {
        this.omega = omega;
        linear = SirenLayer.Linear(inputs, width, isFirst ? 1.0 / inputs : SirenLayer.Bound(inputs, omega));
        if (biasRange is { } k)
            nn.init.uniform_(linear.bias!, -k, k);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var a = linear.call(input);
        return (a * (a.detach().abs() + 1) * omega).sin();
    }
}
