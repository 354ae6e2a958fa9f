using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A Dirichlet draw with the pathwise gradient towards its concentration.</summary>
internal sealed class DirichletDraw : autograd.SingleTensorFunction<DirichletDraw>
{
    private static readonly Operator DirichletGradient = new("aten::_dirichlet_grad");

    public override string Name => nameof(DirichletDraw);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var concentration = (Tensor)vars[0];
        var x = _sample_dirichlet(concentration, (Generator?)vars[1]);
        ctx.save_for_backward([x, concentration]);
        return x;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        var (x, concentration) = (saved[0], saved[1]);
        var total = concentration.sum(-1, true).expand_as(concentration);
        var call = new OperatorCall(DirichletGradient, stackalloc NativeValue[3]);
        call.Add(x);
        call.Add(concentration);
        call.Add(total);
        var perElement = call.Invoke();
        GC.KeepAlive(total);
        return [perElement * (grad_output - (x * grad_output).sum(-1, true)), null!];
    }
}
