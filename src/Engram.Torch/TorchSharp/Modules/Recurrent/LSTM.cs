namespace TorchSharp.Modules;

/// <summary>Long short-term memory, in layers and one or two directions.</summary>
public sealed class LSTM : torch.nn.Module<torch.Tensor, (torch.Tensor, torch.Tensor)?, (torch.Tensor, torch.Tensor, torch.Tensor)>
{
    private static readonly Operator Plain = new("aten::lstm", "input");
    private static readonly Operator Packed = new("aten::lstm", "data");
    private readonly RecurrentWeights weights;
    private readonly bool batchFirst;
    private readonly bool bidirectional;
    private readonly double dropout;

    internal LSTM(long inputSize, long hiddenSize, long numLayers, bool bias, bool batchFirst, double dropout, bool bidirectional, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(LSTM))
    {
        (this.batchFirst, this.bidirectional, this.dropout) = (batchFirst, bidirectional, dropout);
        weights = new RecurrentWeights(inputSize, hiddenSize, 4, numLayers, bias, bidirectional, device, dtype);
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

    public override (torch.Tensor, torch.Tensor, torch.Tensor) forward(torch.Tensor input, (torch.Tensor, torch.Tensor)? h0_c0 = null)
    {
        var batched = input.dim() == 3;
        var x = batched ? input : input.unsqueeze(batchFirst ? 0 : 1);
        var (h, c) = State(x, x.size(batchFirst ? 0 : 1), h0_c0, batched);
        var call = new OperatorCall(Plain, stackalloc NativeValue[25 + 4 * 16]);
        call.Add(x);
        call.Add((ReadOnlySpan<torch.Tensor>)[h, c]);
        Finish(ref call);
        call.Add(batchFirst);
        var (y, hn, cn) = call.Invoke3();
        GC.KeepAlive(x);
        GC.KeepAlive(h);
        GC.KeepAlive(c);
        GC.KeepAlive(this);
        return batched ? (y, hn, cn) : (y.squeeze(batchFirst ? 0 : 1), hn.squeeze(1), cn.squeeze(1));
    }

    public new (torch.Tensor, torch.Tensor, torch.Tensor) call(torch.Tensor input, (torch.Tensor, torch.Tensor)? h0_c0 = null) => base.call(input, h0_c0);

    public (torch.nn.utils.rnn.PackedSequence, torch.Tensor, torch.Tensor) call(torch.nn.utils.rnn.PackedSequence input, (torch.Tensor, torch.Tensor)? h0_c0 = null)
    {
        var sorted = h0_c0 is { } given && input.sorted_indices is { } order ? (given.Item1.index_select(1, order), given.Item2.index_select(1, order)) : h0_c0;
        var (h, c) = State(input.data, input.batch_sizes[0].ToInt64(), sorted, true);
        var call = new OperatorCall(Packed, stackalloc NativeValue[25 + 4 * 16]);
        call.Add(input.data);
        call.Add(input.batch_sizes);
        call.Add((ReadOnlySpan<torch.Tensor>)[h, c]);
        Finish(ref call);
        var (y, hn, cn) = call.Invoke3();
        GC.KeepAlive(input);
        GC.KeepAlive(h);
        GC.KeepAlive(c);
        GC.KeepAlive(this);
        var result = new torch.nn.utils.rnn.PackedSequence(y, input.batch_sizes, input.sorted_indices, input.unsorted_indices);
        return input.unsorted_indices is { } back ? (result, hn.index_select(1, back), cn.index_select(1, back)) : (result, hn, cn);
    }

    private (torch.Tensor, torch.Tensor) State(torch.Tensor x, long batch, (torch.Tensor, torch.Tensor)? given, bool batched) =>
        given is not { } state ? (weights.InitialState(x, batch), weights.InitialState(x, batch))
        : batched ? state
        : (state.Item1.unsqueeze(1), state.Item2.unsqueeze(1));

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
