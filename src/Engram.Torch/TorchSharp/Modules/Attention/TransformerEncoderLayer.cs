namespace TorchSharp.Modules;

/// <summary>Self-attention and a feed-forward net, each added to its input and then normalised.</summary>
public sealed class TransformerEncoderLayer : torch.nn.Module<torch.Tensor, torch.Tensor>, torch.nn.IModule<torch.Tensor, torch.Tensor, torch.Tensor>, torch.nn.IModule<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor>
{
    private readonly MultiheadAttention self_attn;
    private readonly Linear linear1;
    private readonly Linear linear2;
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;
    private readonly (long Width, long Heads, long Hidden, double Dropout, torch.nn.Activations Activation) settings;

    internal TransformerEncoderLayer(long d_model, long nhead, long dim_feedforward, double dropout, torch.nn.Activations activation)
        : base(nameof(TransformerEncoderLayer))
    {
        settings = (d_model, nhead, dim_feedforward, dropout, activation);
        self_attn = new MultiheadAttention(d_model, nhead, dropout, true, false, false, null, null);
        linear1 = new Linear(d_model, dim_feedforward, true, null, null);
        linear2 = new Linear(dim_feedforward, d_model, true, null, null);
        norm1 = new LayerNorm([d_model], 1e-5, true, true, null, null);
        norm2 = new LayerNorm([d_model], 1e-5, true, true, null, null);
        RegisterComponents();
    }

    public torch.Tensor call(torch.Tensor src, torch.Tensor? src_mask, torch.Tensor? src_key_padding_mask) => Encode(src, src_mask, src_key_padding_mask);

    public torch.Tensor call(torch.Tensor src, torch.Tensor? src_mask) => Encode(src, src_mask, null);

    public override torch.Tensor forward(torch.Tensor src) => Encode(src, null, null);

    internal TransformerEncoderLayer Copy() => LayerCopy.Of(this, () => new(settings.Width, settings.Heads, settings.Hidden, settings.Dropout, settings.Activation));

    private torch.Tensor Encode(torch.Tensor src, torch.Tensor? mask, torch.Tensor? padding)
    {
        using var scope = torch.NewDisposeScope();
        var attended = self_attn.call(src, src, src, padding, false, mask).Item1;
        var x = norm1.call(src + Drop(attended));
        var hidden = linear1.call(x);
        hidden = settings.Activation == torch.nn.Activations.GELU ? torch.nn.functional.gelu(hidden) : torch.nn.functional.relu(hidden);
        return norm2.call(x + Drop(linear2.call(Drop(hidden)))).MoveToOuterDisposeScope();
    }

    private torch.Tensor Drop(torch.Tensor x) => training && settings.Dropout > 0 ? torch.nn.functional.dropout(x, settings.Dropout, true) : x;
}
