using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Encoders;

/// <summary>
/// GroupNorm, SiLU, convolution, twice, around a shortcut, as in the autoencoder and the U-Net of latent diffusion. A condition, such as
/// a diffusion step's code, is added between the two.
/// </summary>
internal sealed class ConvolutionalResidualBlock : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly GroupNorm first_norm;
    private readonly nn.Module<Tensor, Tensor> first;
    private readonly GroupNorm second_norm;
    private readonly nn.Module<Tensor, Tensor> second;
    private readonly nn.Module<Tensor, Tensor>? shortcut;
    private readonly Linear? condition;

    internal ConvolutionalResidualBlock(int dimensions, long from, long to, long groups, long? conditionWidth = null)
        : base(nameof(ConvolutionalResidualBlock))
    {
        first_norm = nn.GroupNorm(groups, from);
        first = ByDimension.Convolution(dimensions, from, to, 3);
        second_norm = nn.GroupNorm(groups, to);
        second = ByDimension.Convolution(dimensions, to, to, 3);
        shortcut = from == to ? null : ByDimension.Convolution(dimensions, from, to, 1);
        condition = conditionWidth is { } width ? nn.Linear(width, to) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor map, Tensor? code)
    {
        var x = first.call(F.silu(first_norm.call(map)));
        if (condition is not null)
        {
            var added = condition.call(F.silu(code!));
            x = x + added.reshape([.. added.shape, .. Enumerable.Repeat(1L, (int)x.dim() - 2)]);
        }

        return second.call(F.silu(second_norm.call(x))) + (shortcut is null ? map : shortcut.call(map));
    }
}
