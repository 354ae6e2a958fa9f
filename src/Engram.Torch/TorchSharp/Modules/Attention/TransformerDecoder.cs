namespace TorchSharp.Modules;

/// <summary>Copies of a decoder layer, one after another.</summary>
public sealed class TransformerDecoder : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor?, torch.Tensor?, torch.Tensor?, torch.Tensor?, torch.Tensor>
{
    private readonly ModuleList<TransformerDecoderLayer> layers;
    private readonly LayerNorm? norm;

    internal TransformerDecoder(TransformerDecoderLayer decoder_layer, long num_layers, LayerNorm? norm = null)
        : base(nameof(TransformerDecoder))
    {
        layers = new ModuleList<TransformerDecoderLayer>([.. Enumerable.Range(0, (int)num_layers).Select(_ => decoder_layer.Copy())]);
        this.norm = norm;
        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor tgt, torch.Tensor memory, torch.Tensor? tgt_mask, torch.Tensor? memory_mask = null, torch.Tensor? tgt_key_padding_mask = null, torch.Tensor? memory_key_padding_mask = null)
    {
        using var scope = torch.NewDisposeScope();
        var x = tgt;
        foreach (var layer in layers)
            x = layer.call(x, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);
        if (norm is not null)
            x = norm.call(x);
        return ReferenceEquals(x, tgt) ? x.alias().MoveToOuterDisposeScope() : x.MoveToOuterDisposeScope();
    }

    public new torch.Tensor call(torch.Tensor tgt, torch.Tensor memory, torch.Tensor? tgt_mask, torch.Tensor? memory_mask = null, torch.Tensor? tgt_key_padding_mask = null, torch.Tensor? memory_key_padding_mask = null) =>
        base.call(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);

    public torch.Tensor call(torch.Tensor tgt, torch.Tensor memory) => base.call(tgt, memory, null, null, null, null);
}
