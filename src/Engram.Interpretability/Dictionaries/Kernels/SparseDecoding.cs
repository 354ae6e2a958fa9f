using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Dictionaries.Kernels;

/// <summary>
/// z W_dec of sparse codes, touching only the active rows. Backward, with g the gradient at the output: ∂/∂zᵢf = gᵢ · w_f for the active
/// f, ∂/∂W_dec = zᵀ g.
/// </summary>
internal sealed class SparseDecoding : autograd.SingleTensorFunction<SparseDecoding>
{
    public override string Name => nameof(SparseDecoding);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (values, indices, decoder) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2]);
        ctx.save_for_backward([values, indices, decoder]);
        return new ActiveCodes(indices, values, decoder.shape[0]).Times(decoder);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var (values, indices, decoder) = (ctx.get_saved_variables()[0], ctx.get_saved_variables()[1], ctx.get_saved_variables()[2]);
        var codes = new ActiveCodes(indices, values, decoder.shape[0]);
        return [codes.Products(grad_output, decoder), null!, codes.TransposedTimes(grad_output)];
    }
}
