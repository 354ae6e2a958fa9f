namespace TorchSharp.Modules;

/// <summary>Copies of an encoder layer, one after another.</summary>
public sealed class TransformerEncoder : torch.nn.Module<torch.Tensor, torch.Tensor?, torch.Tensor?, torch.Tensor>, torch.nn.IModule<torch.Tensor, torch.Tensor, torch.Tensor>, torch.nn.IModule<torch.Tensor, torch.Tensor>
{
    private readonly ModuleList<TransformerEncoderLayer> layers;
    private readonly LayerNorm? norm;

    internal TransformerEncoder(TransformerEncoderLayer encoder_layer, long num_layers, LayerNorm? norm = null)
        : base(nameof(TransformerEncoder))
    {
        layers = new ModuleList<TransformerEncoderLayer>([.. Enumerable.Range(0, (int)num_layers).Select(_ => encoder_layer.Copy())]);
        this.norm = norm;
        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor src, torch.Tensor? src_mask, torch.Tensor? src_key_padding_mask)
    {
        using var scope = torch.NewDisposeScope();
        var x = src;
        foreach (var layer in layers)
            x = layer.call(x, src_mask, src_key_padding_mask);
        if (norm is not null)
            x = norm.call(x);
        return ReferenceEquals(x, src) ? x.alias().MoveToOuterDisposeScope() : x.MoveToOuterDisposeScope();
    }

    public torch.Tensor call(torch.Tensor src, torch.Tensor? src_mask) => base.call(src, src_mask, null);

    public torch.Tensor call(torch.Tensor src) => base.call(src, null, null);

    public enum Activations
    {
        ReLU = 0,
        GELU = 1,
    }
}
