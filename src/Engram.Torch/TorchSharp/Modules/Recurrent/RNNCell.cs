namespace TorchSharp.Modules;

/// <summary>h' = tanh(W x + b + U h + c), one step. Input [batch, inputSize] or [inputSize]; without a state the step starts from zeros.</summary>
public sealed class RNNCell : torch.nn.Module<torch.Tensor, torch.Tensor?, torch.Tensor>
{
    private static readonly Operator Tanh = new("aten::rnn_tanh_cell");
    private static readonly Operator Relu = new("aten::rnn_relu_cell");
    private readonly torch.nn.NonLinearities nonLinearity;

    internal RNNCell(long inputSize, long hiddenSize, torch.nn.NonLinearities nonLinearity, bool bias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(RNNCell))
    {
        this.nonLinearity = nonLinearity;
        (weight_ih, weight_hh, bias_ih, bias_hh) = CellWeights.Draw(inputSize, hiddenSize, 1, bias, device, dtype);
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
        CellWeights.Check(nameof(RNNCell), input, weight_ih.size(1));
        return new CellWeights(weight_ih, weight_hh, bias_ih, bias_hh).Step(nonLinearity == torch.nn.NonLinearities.Tanh ? Tanh : Relu, input, h0);
    }
}
