namespace TorchSharp.Modules;

/// <summary>Elman recurrence, in layers and one or two directions.</summary>
public sealed class RNN : torch.nn.Module<torch.Tensor, torch.Tensor?, (torch.Tensor, torch.Tensor)>
{
    private static readonly Operator Tanh = new("aten::rnn_tanh", "input");
    private static readonly Operator Relu = new("aten::rnn_relu", "input");
    private static readonly Operator PackedTanh = new("aten::rnn_tanh", "data");
    private static readonly Operator PackedRelu = new("aten::rnn_relu", "data");
    private readonly torch.nn.NonLinearities nonLinearity;
    private readonly RecurrentWeights weights;
    private readonly bool batchFirst;
    private readonly bool bidirectional;
    private readonly double dropout;

    internal RNN(long inputSize, long hiddenSize, long numLayers, torch.nn.NonLinearities nonLinearity, bool bias, bool batchFirst, double dropout, bool bidirectional, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(RNN))
    {
        (this.batchFirst, this.bidirectional, this.dropout) = (batchFirst, bidirectional, dropout);
        this.nonLinearity = nonLinearity;
        weights = new RecurrentWeights(inputSize, hiddenSize, 1, numLayers, bias, bidirectional, device, dtype);
        foreach (var (label, value) in weights.All)
            register_parameter(label, value);
    }

    protected override void RegisterComponents()
    {
    }

    /// <summary>The weights lie where the kernels read them already; nothing is done.</summary>
    public void flatten_parameters()
    {
    }

    public Parameter? get_bias_ih(long idx) => weights.HasBias ? weights[$"bias_ih_l{idx}"] : null;

    public Parameter? get_bias_hh(long idx) => weights.HasBias ? weights[$"bias_hh_l{idx}"] : null;

    public Parameter get_weight_ih(long idx) => weights[$"weight_ih_l{idx}"];

    public Parameter get_weight_hh(long idx) => weights[$"weight_hh_l{idx}"];

    public override (torch.Tensor, torch.Tensor) forward(torch.Tensor input, torch.Tensor? h0)
    {
        var batched = input.dim() == 3;
        var x = batched ? input : input.unsqueeze(batchFirst ? 0 : 1);
        var h = h0 is null ? weights.InitialState(x, x.size(batchFirst ? 0 : 1)) : batched ? h0 : h0.unsqueeze(1);
        var call = new OperatorCall(nonLinearity == torch.nn.NonLinearities.Tanh ? Tanh : Relu, stackalloc NativeValue[25 + 4 * 16]);
        call.Add(x);
        call.Add(h);
        Finish(ref call);
        call.Add(batchFirst);
        var (y, hn) = call.Invoke2();
        GC.KeepAlive(x);
        GC.KeepAlive(h);
        GC.KeepAlive(this);
        return batched ? (y, hn) : (y.squeeze(batchFirst ? 0 : 1), hn.squeeze(1));
    }

    public new (torch.Tensor, torch.Tensor) call(torch.Tensor input, torch.Tensor? h0 = null) => base.call(input, h0);

    public (torch.nn.utils.rnn.PackedSequence, torch.Tensor) call(torch.nn.utils.rnn.PackedSequence input, torch.Tensor? h0 = null)
    {
        var h = h0 is null ? weights.InitialState(input.data, input.batch_sizes[0].ToInt64()) : input.sorted_indices is { } order ? h0.index_select(1, order) : h0;
        var call = new OperatorCall(nonLinearity == torch.nn.NonLinearities.Tanh ? PackedTanh : PackedRelu, stackalloc NativeValue[25 + 4 * 16]);
        call.Add(input.data);
        call.Add(input.batch_sizes);
        call.Add(h);
        Finish(ref call);
        var (y, hn) = call.Invoke2();
        GC.KeepAlive(input);
        GC.KeepAlive(h);
        GC.KeepAlive(this);
        var result = new torch.nn.utils.rnn.PackedSequence(y, input.batch_sizes, input.sorted_indices, input.unsorted_indices);
        return (result, input.unsorted_indices is { } back ? hn.index_select(1, back) : hn);
    }

    private void Finish(ref OperatorCall call)
    {
        call.Add((ReadOnlySpan<torch.Tensor>)weights.Flat(this));
        call.Add(weights.HasBias);
        call.Add(weights.Layers);
        call.Add(dropout);
        call.Add(training);
        call.Add(bidirectional);
    }
}
