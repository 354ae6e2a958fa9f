using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Dictionaries.Kernels;

/// <summary>
/// The k largest of ReLU(x W_enc + b_enc) and where they stand. Backward, with δ the gradient at the activations above 0 and zero
/// elsewhere, only the active columns are touched: ∂/∂W_enc = xᵀ δ, ∂/∂b_enc = Σᵢ δᵢ, ∂/∂x = δ W_encᵀ.
/// </summary>
internal sealed class SparseEncoding : autograd.MultiTensorFunction<SparseEncoding>
{
    public override string Name => nameof(SparseEncoding);

    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (x, encoder, bias) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2]);
        var (values, indices) = LargestActivations.Find(x.detach().contiguous(), encoder.detach().contiguous(), bias.detach().contiguous(), (int)vars[3]);
        ctx.mark_non_differentiable([indices]);
        ctx.save_for_backward([x, encoder, values.detach(), indices]); // an output saved as it is would keep its own graph alive
        return [values, indices];
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        var saved = ctx.get_saved_variables();
        var (x, encoder, values, indices) = (saved[0], saved[1], saved[2], saved[3]);
        var delta = new ActiveCodes(indices, grad_outputs[0] * values.gt(0), encoder.shape[1]);
        return [delta.Times(encoder.detach().t()), delta.TransposedTimes(x).t(), delta.Totals(), null!];
    }
}
