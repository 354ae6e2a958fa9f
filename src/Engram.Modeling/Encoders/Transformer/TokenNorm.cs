using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>Makes the norm that a configuration names.</summary>
internal static class TokenNorm
{
    internal static nn.Module<Tensor, Tensor> Make(NormKind kind, long width, double epsilon, bool bias) => kind == NormKind.RootMeanSquare
        ? new RmsNorm(width, epsilon)
        : nn.LayerNorm(width, epsilon, elementwise_affine: true, bias: bias);
}
