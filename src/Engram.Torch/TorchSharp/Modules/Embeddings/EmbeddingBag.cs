namespace TorchSharp.Modules;

/// <summary>Sums, means or maxima of rows of a table: one bag a row of a matrix of indices, or bags that start at offsets of a vector.</summary>
public sealed class EmbeddingBag : torch.nn.Module<torch.Tensor, torch.Tensor?, torch.Tensor?, torch.Tensor>, torch.nn.IModule<torch.Tensor, torch.Tensor?, torch.Tensor>
{
    private static readonly Operator Bags = new("aten::embedding_bag", "padding_idx");
    private readonly double? max_norm;
    private readonly double norm_type;
    private readonly bool scale_grad_by_freq;
    private readonly EmbeddingBagMode mode;
    private readonly bool sparse;
    private readonly bool include_last_offset;
    private readonly long padding_index;

    internal EmbeddingBag(torch.Tensor table, bool trains, double? max_norm, double norm_type, bool scale_grad_by_freq, EmbeddingBagMode mode, bool sparse, bool include_last_offset, long padding_index)
        : base(nameof(EmbeddingBag))
    {
        (this.max_norm, this.norm_type, this.scale_grad_by_freq, this.mode) = (max_norm, norm_type, scale_grad_by_freq, mode);
        (this.sparse, this.include_last_offset, this.padding_index) = (sparse, include_last_offset, padding_index);
        weight = new(table, trains);
    }

    public Parameter weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

    protected override void RegisterComponents()
    {
    }

    public override torch.Tensor forward(torch.Tensor input, torch.Tensor? offsets, torch.Tensor? perSampleWeights)
    {
        if (input.dim() is not (1 or 2) || input.dim() == 2 == offsets is not null)
            throw new ArgumentException($"EmbeddingBag: expected a matrix of indices, or a vector of them with offsets, got shape [{string.Join(", ", input.shape)}] {(offsets is null ? "without" : "with")} offsets.", nameof(input));
        if (perSampleWeights is not null && !perSampleWeights.shape.AsSpan().SequenceEqual(input.shape))
            throw new ArgumentException($"EmbeddingBag: expected weights of the indices' shape [{string.Join(", ", input.shape)}], got [{string.Join(", ", perSampleWeights.shape)}].", nameof(perSampleWeights));
        using var scope = torch.NewDisposeScope();
        if (max_norm is { } limit)
        {
            using var _ = torch.no_grad();
            torch.nn.functional.embedding_renorm_(weight, input, limit, norm_type);
        }

        var starts = offsets ?? torch.arange(0, input.numel(), input.size(1), input.dtype, input.device);
        var call = new OperatorCall(Bags, stackalloc NativeValue[9]);
        var indices = input.reshape(-1);
        var weights = perSampleWeights?.reshape(-1);
        call.Add(weight);
        call.Add(indices);
        call.Add(starts);
        call.Add(scale_grad_by_freq);
        call.Add((long)mode);
        call.Add(sparse);
        call.Add(weights);
        call.Add(offsets is not null && include_last_offset);
        call.Add(padding_index < 0 ? null : padding_index);
        var (result, _, _, _) = call.Invoke4();
        GC.KeepAlive(indices);
        GC.KeepAlive(starts);
        GC.KeepAlive(weights);
        return result.MoveToOuterDisposeScope();
    }

    public new torch.Tensor call(torch.Tensor input, torch.Tensor? offsets, torch.Tensor? perSampleWeights) => base.call(input, offsets, perSampleWeights);

    public torch.Tensor call(torch.Tensor input, torch.Tensor? offsets) => base.call(input, offsets, null);

    public torch.Tensor call(torch.Tensor input) => base.call(input, null, null);
}
