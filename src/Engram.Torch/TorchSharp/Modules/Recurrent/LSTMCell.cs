namespace TorchSharp.Modules;

/// <summary>One step of a long short-term memory. Input [batch, inputSize] or [inputSize]; gives (h, c).</summary>
public sealed class LSTMCell : torch.nn.Module<torch.Tensor, (torch.Tensor, torch.Tensor)?, (torch.Tensor, torch.Tensor)>
{
    private static readonly Operator Step = new("aten::lstm_cell");

    internal LSTMCell(long inputSize, long hiddenSize, bool bias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(LSTMCell))
    {
        (weight_ih, weight_hh, bias_ih, bias_hh) = CellWeights.Draw(inputSize, hiddenSize, 4, bias, device, dtype);
    }

    public Parameter? bias_ih { get; set => ConditionallyRegisterParameter(nameof(bias_ih), field = value); }

    public Parameter? bias_hh { get; set => ConditionallyRegisterParameter(nameof(bias_hh), field = value); }

    public Parameter weight_ih { get; set => ConditionallyRegisterParameter(nameof(weight_ih), field = value); }

    public Parameter weight_hh { get; set => ConditionallyRegisterParameter(nameof(weight_hh), field = value); }

    protected override void RegisterComponents()
    {
    }

    public override (torch.Tensor, torch.Tensor) forward(torch.Tensor input, (torch.Tensor, torch.Tensor)? h0_c0)
    {
        CellWeights.Check(nameof(LSTMCell), input, weight_ih.size(1));
        using var scope = torch.NewDisposeScope();
        var batched = input.dim() == 2;
        var x = batched ? input : input.unsqueeze(0);
        var zeros = h0_c0 is null ? torch.zeros([x.size(0), weight_hh.size(1)], x.dtype, x.device) : null;
        torch.Tensor[] state = h0_c0 is var (h, c) ? batched ? [h, c] : [h.unsqueeze(0), c.unsqueeze(0)] : [zeros!, zeros!];
        var call = new OperatorCall(Step, stackalloc NativeValue[8]);
        call.Add(x);
        call.Add((ReadOnlySpan<torch.Tensor>)state);
        call.Add(weight_ih);
        call.Add(weight_hh);
        call.Add(bias_ih);
        call.Add(bias_hh);
        var (next, memory) = call.Invoke2();
        GC.KeepAlive(x);
        GC.KeepAlive(state);
        GC.KeepAlive(this);
        return batched
            ? (next.MoveToOuterDisposeScope(), memory.MoveToOuterDisposeScope())
            : (next.squeeze(0).MoveToOuterDisposeScope(), memory.squeeze(0).MoveToOuterDisposeScope());
    }

    public new (torch.Tensor, torch.Tensor) call(torch.Tensor input, (torch.Tensor, torch.Tensor)? h0_c0 = null) => base.call(input, h0_c0);
}
