using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>
/// A layer of complex Gabor wavelets (Saragadam et al. 2023): <c>exp(jω a - |s a|²)</c> with a = W x + b complex. Complex numbers are
/// pairs: the real parts of all units, then the imaginary ones. With a = u + jv the magnitude is exp(-ωv - s²(u² + v²)), the angle ωu.
/// </summary>
public sealed class GaborLayer : nn.Module<Tensor, Tensor>
{
    private readonly Linear real;
    private readonly Linear? imaginary;
    private readonly double omega;
    private readonly double scale;

    /// <summary>A layer with weights from torch's shared generator.</summary>
    /// <param name="inputs">Numbers that come in: real ones in the first layer of a network, complex ones (pairs) in the others.</param>
    /// <param name="width">Complex units.</param>
    /// <param name="omega">ω.</param>
    /// <param name="scale">s.</param>
    /// <param name="isFirst">Whether it is the first of a network: its input, weights and a are real.</param>
    public GaborLayer(long inputs, long width, double omega = 10, double scale = 10, bool isFirst = false)
        : base(nameof(GaborLayer))
    {
        (this.omega, this.scale) = (omega, scale);
        real = nn.Linear(inputs, width);
        if (!isFirst)
            imaginary = nn.Linear(inputs, width);
        RegisterComponents();
    }

    /// <summary>[…, inputs] real in the first layer, else […, 2 · inputs]; gives […, 2 · width].</summary>
    /// <param name="input">Numbers.</param>
    public override Tensor forward(Tensor input)
    {
        if (imaginary is null)
            return Wavelet(real.call(input), null);
        var parts = input.chunk(2, -1);
        // (Wr + j Wi)(x + j y) + br + j bi
        var u = real.call(parts[0]) - nn.functional.linear(parts[1], imaginary.weight!);
        var v = imaginary.call(parts[0]) + nn.functional.linear(parts[1], real.weight!);
        return Wavelet(u, v);
    }

    private Tensor Wavelet(Tensor u, Tensor? v)
    {
        var exponent = (v is null ? u.square() : u.square() + v.square()) * (-scale * scale);
        var magnitude = (v is null ? exponent : exponent - (v * omega)).exp();
        var angle = u * omega;
        return cat([magnitude * angle.cos(), magnitude * angle.sin()], -1);
    }
}
