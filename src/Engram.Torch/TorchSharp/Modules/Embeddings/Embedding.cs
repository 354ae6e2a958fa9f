namespace TorchSharp.Modules;

/// <summary>Rows of a table, looked up by integer.</summary>
public sealed class Embedding : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly long? padding_idx;
    private readonly double? max_norm;
    private readonly double norm_type;
    private readonly bool scale_grad_by_freq;
    private readonly bool sparse;

    internal Embedding(torch.Tensor table, bool trains, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse)
        : base(nameof(Embedding))
    {
        (this.padding_idx, this.max_norm, this.norm_type) = (padding_idx < 0 ? padding_idx + table.size(0) : padding_idx, max_norm, norm_type);
        (this.scale_grad_by_freq, this.sparse) = (scale_grad_by_freq, sparse);
        weight = new(table, trains);
    }

    public Parameter weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

    protected override void RegisterComponents()
    {
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        if (max_norm is { } limit)
        {
            using var _ = torch.no_grad();
            torch.nn.functional.embedding_renorm_(weight, input, limit, norm_type);
        }

        return torch.nn.functional.embedding(weight, input, padding_idx ?? -1, scale_grad_by_freq, sparse);
    }
}
