using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>
/// A layer of sines (Sitzmann et al. 2020, as their code has it): <c>sin(W (ω x) + b)</c>, where ω scales the input but not the bias.
/// First weights: ±1/inputs in the first layer of a network, ±√(6/inputs)/ω in the others.
/// </summary>
public sealed class SirenLayer : nn.Module<Tensor, Tensor>
{
    private readonly Linear linear;
    private readonly double omega;

    /// <summary>A layer with weights from torch's shared generator.</summary>
    /// <param name="inputs">Size of the last axis that comes in.</param>
    /// <param name="width">Size of the last axis that goes out.</param>
    /// <param name="omega">ω.</param>
    /// <param name="isFirst">Whether it is the first of a network.</param>
    public SirenLayer(long inputs, long width, double omega = 30, bool isFirst = false)
        : base(nameof(SirenLayer))
    {
        this.omega = omega;
        linear = Linear(inputs, width, isFirst ? 1.0 / inputs : Bound(inputs, omega));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => linear.call(input * omega).sin();

    /// <summary>√(6/inputs)/ω: with it the arguments of all sines have the same spread.</summary>
    internal static double Bound(long inputs, double omega) => Math.Sqrt(6.0 / inputs) / omega;

    /// <summary>A linear layer with weights of the uniform distribution over ±bound.</summary>
    internal static Linear Linear(long inputs, long width, double bound)
    {
        var linear = nn.Linear(inputs, width);
        nn.init.uniform_(linear.weight!, -bound, bound);
        return linear;
    }
}
