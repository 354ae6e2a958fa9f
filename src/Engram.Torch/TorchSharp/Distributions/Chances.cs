using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A parameter that is given as probabilities or as logits; each form is computed from the other when asked for.</summary>
internal sealed class Chances(Tensor given, bool isLogits, bool isBinary)
{
    internal Tensor Given => given;

    internal bool IsLogits => isLogits;

    internal Tensor Probabilities => isLogits ? (isBinary ? given.sigmoid() : given.softmax(-1)) : given;

    internal Tensor Logits
    {
        get
        {
            if (isLogits)
                return given;
            var clamped = Clamp(given);
            return isBinary ? clamped.log() - (-clamped).log1p() : clamped.log();
        }
    }

    /// <summary>Kept off 0 and 1, where the logarithms end.</summary>
    internal static Tensor Clamp(Tensor probabilities)
    {
        var eps = finfo(probabilities.dtype).eps;
        return probabilities.clamp(eps, 1 - eps);
    }
}
