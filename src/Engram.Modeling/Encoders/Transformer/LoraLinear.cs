using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>
/// A linear layer that is fine-tuned by a product of low rank (Hu et al. 2022): <c>y = W x + b + (α/r) B A x</c>. W and b are frozen; A starts
/// at random and B at zero, so that nothing changes at first.
/// </summary>
public sealed class LoraLinear : nn.Module<Tensor, Tensor>
{
    private readonly Linear frozen;
    private readonly Parameter down;
    private readonly Parameter up;
    private readonly double scale;

    /// <summary>Wraps a layer and freezes it.</summary>
    /// <param name="layer">The trained layer.</param>
    /// <param name="rank">r, at least 1.</param>
    /// <param name="alpha">α; r where not given.</param>
    /// <exception cref="ConfigException">The rank is below 1.</exception>
    public LoraLinear(Linear layer, int rank = 16, double? alpha = null)
        : base(nameof(LoraLinear))
    {
        ArgumentNullException.ThrowIfNull(layer);
        Require.AtLeast(rank, 1);
        frozen = layer;
        foreach (var parameter in layer.parameters())
            parameter.requires_grad = false;
        var (outputs, inputs) = (layer.weight!.shape[0], layer.weight.shape[1]);
        down = nn.Parameter(randn(rank, inputs) / Math.Sqrt(inputs)); // A
        up = nn.Parameter(zeros(outputs, rank)); // B
        scale = (alpha ?? rank) / rank;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        frozen.call(input) + (nn.functional.linear(nn.functional.linear(input, down), up) * scale);
}
