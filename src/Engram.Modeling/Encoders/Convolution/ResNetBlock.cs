using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>Two convolutions with batch norm around a shortcut (He et al. 2016): <c>relu(f(x) + s(x))</c>; s is a 1-convolution where the shape changes.</summary>
internal sealed class ResNetBlock : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> first;
    private readonly nn.Module<Tensor, Tensor> first_norm;
    private readonly nn.Module<Tensor, Tensor> second;
    private readonly nn.Module<Tensor, Tensor> second_norm;
    private readonly nn.Module<Tensor, Tensor>? shortcut;
    private readonly nn.Module<Tensor, Tensor>? shortcut_norm;

    internal ResNetBlock(int dimensions, long from, long to, long kernel, long stride)
        : base(nameof(ResNetBlock))
    {
        first = ByDimension.Convolution(dimensions, from, to, kernel, stride, bias: false);
        first_norm = ByDimension.BatchNorm(dimensions, to);
        second = ByDimension.Convolution(dimensions, to, to, kernel, bias: false);
        second_norm = ByDimension.BatchNorm(dimensions, to);
        if (from != to || stride != 1)
            (shortcut, shortcut_norm) = (ByDimension.Convolution(dimensions, from, to, 1, stride, bias: false), ByDimension.BatchNorm(dimensions, to));
        RegisterComponents();
    }

    public override Tensor forward(Tensor map)
    {
        var inner = second_norm.call(second.call(first_norm.call(first.call(map)).relu()));
        return (inner + (shortcut is null ? map : shortcut_norm!.call(shortcut.call(map)))).relu();
    }
}
