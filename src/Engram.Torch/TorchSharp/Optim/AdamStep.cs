using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The update that Adam and AdamW share, after each has put its weight decay where it belongs.</summary>
internal static class AdamStep
{
    /// <param name="parameters">θ.</param>
    /// <param name="g">Gradients.</param>
    /// <param name="m">First moments, updated.</param>
    /// <param name="v">Second moments, updated.</param>
    /// <param name="largest">Largest second moments so far (AMSGrad), updated; none without it.</param>
    /// <param name="o">Settings.</param>
    /// <param name="learningRate">α.</param>
    /// <param name="step">t, from 1.</param>
    internal static void Apply(Parameter[] parameters, Tensor[] g, Tensor[] m, Tensor[] v, Tensor[]? largest, Adam.Options o, double learningRate, long step)
    {
        var (beta1, beta2) = (o.beta1!.Value, o.beta2!.Value);
        Moments(m, v, g, beta1, beta2);
        if (largest is not null)
            Foreach.MaximumInPlace_(largest, v);
        var denominator = Foreach.Sqrt(largest ?? v); // sqrt(v̂) + ε
        Foreach.DivInPlace(denominator, Math.Sqrt(1 - Math.Pow(beta2, step)));
        Foreach.AddInPlace(denominator, o.eps!.Value);
        Foreach.AddcdivInPlace_(parameters, m, denominator, -learningRate / (1 - Math.Pow(beta1, step)));
    }

    /// <summary>The running means of the gradient and of its square, which all of Adam's family keep.</summary>
    internal static void Moments(Tensor[] m, Tensor[] v, Tensor[] g, double beta1, double beta2)
    {
        Foreach.MulInPlace(m, beta1); // m = β₁ m + (1 - β₁) g
        Foreach.AddInPlace(m, g, 1 - beta1);
        Foreach.MulInPlace(v, beta2); // v = β₂ v + (1 - β₂) g²
        Foreach.AddcmulInPlace_(v, g, g, 1 - beta2);
    }
}
