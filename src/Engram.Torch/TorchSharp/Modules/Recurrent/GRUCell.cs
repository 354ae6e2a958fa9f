namespace TorchSharp.Modules;

/// <summary>One step of a gated recurrent unit. Input [batch, inputSize] or [inputSize]; without a state the step starts from zeros.</summary>
public sealed class GRUCell : torch.nn.Module<torch.Tensor, torch.Tensor?, torch.Tensor>
{
    private static readonly Operator Step = new("aten::gru_cell");

    internal GRUCell(long inputSize, long hiddenSize, bool bias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(GRUCell))
    {
        (weight_ih, weight_hh, bias_ih, bias_hh) = CellWeights.Draw(inputSize, hiddenSize, 3, bias, device, dtype);
    }

    public Parameter? bias_ih { get; set => ConditionallyRegisterParameter(nameof(bias_ih), field = value); }

    public Parameter? bias_hh { get; set => ConditionallyRegisterParameter(nameof(bias_hh), field = value); }

    public Parameter weight_ih { get; set => ConditionallyRegisterParameter(nameof(weight_ih), field = value); }

    public Parameter weight_hh { get; set => ConditionallyRegisterParameter(nameof(weight_hh), field = value); }

    protected override void RegisterComponents()
    {
    }

    public override torch.Tensor forward(torch.Tensor input, torch.Tensor? h0 = null)
    {
        CellWeights.Check(nameof(GRUCell), input, weight_ih.size(1));
        return new CellWeights(weight_ih, weight_hh, bias_ih, bias_hh).Step(Step, input, h0);
    }
}
