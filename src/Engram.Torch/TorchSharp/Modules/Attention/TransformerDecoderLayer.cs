namespace TorchSharp.Modules;

/// <summary>Self-attention, attention over the encoder's memory and a feed-forward net, each added to its input and then normalised.</summary>
public sealed class TransformerDecoderLayer : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor?, torch.Tensor?, torch.Tensor?, torch.Tensor?, torch.Tensor>, torch.nn.IModule<torch.Tensor, torch.Tensor, torch.Tensor>
{
    private readonly MultiheadAttention self_attn;
    private readonly MultiheadAttention multihead_attn;
    private readonly Linear linear1;
    private readonly Linear linear2;
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;
    private readonly LayerNorm norm3;
    private readonly (long Width, long Heads, long Hidden, double Dropout, torch.nn.Activations Activation) settings;

    internal TransformerDecoderLayer(long d_model, long nhead, long dim_feedforward, double dropout, torch.nn.Activations activation)
        : base(nameof(TransformerDecoderLayer))
    {
        settings = (d_model, nhead, dim_feedforward, dropout, activation);
        self_attn = new MultiheadAttention(d_model, nhead, dropout, true, false, false, null, null);
        multihead_attn = new MultiheadAttention(d_model, nhead, dropout, true, false, false, null, null);
        linear1 = new Linear(d_model, dim_feedforward, true, null, null);
        linear2 = new Linear(dim_feedforward, d_model, true, null, null);
        norm1 = new LayerNorm([d_model], 1e-5, true, true, null, null);
        norm2 = new LayerNorm([d_model], 1e-5, true, true, null, null);
        norm3 = new LayerNorm([d_model], 1e-5, true, true, null, null);
        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor tgt, torch.Tensor memory, torch.Tensor? tgt_mask, torch.Tensor? memory_mask, torch.Tensor? tgt_key_padding_mask, torch.Tensor? memory_key_padding_mask)
    {
        using var scope = torch.NewDisposeScope();
        var x = norm1.call(tgt + Drop(self_attn.call(tgt, tgt, tgt, tgt_key_padding_mask, false, tgt_mask).Item1));
        x = norm2.call(x + Drop(multihead_attn.call(x, memory, memory, memory_key_padding_mask, false, memory_mask).Item1));
        var hidden = linear1.call(x);
        hidden = settings.Activation == torch.nn.Activations.GELU ? torch.nn.functional.gelu(hidden) : torch.nn.functional.relu(hidden);
        return norm3.call(x + Drop(linear2.call(Drop(hidden)))).MoveToOuterDisposeScope();
    }

    public new torch.Tensor call(torch.Tensor tgt, torch.Tensor memory, torch.Tensor? tgt_mask, torch.Tensor? memory_mask = null, torch.Tensor? tgt_key_padding_mask = null, torch.Tensor? memory_key_padding_mask = null) =>
        base.call(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);

    public torch.Tensor call(torch.Tensor tgt, torch.Tensor memory) => base.call(tgt, memory, null, null, null, null);

    internal TransformerDecoderLayer Copy() => LayerCopy.Of(this, () => new(settings.Width, settings.Heads, settings.Hidden, settings.Dropout, settings.Activation));

    private torch.Tensor Drop(torch.Tensor x) => training && settings.Dropout > 0 ? torch.nn.functional.dropout(x, settings.Dropout, true) : x;
}
