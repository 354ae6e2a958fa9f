namespace TorchSharp.Modules;

/// <summary>An encoder of the source and a decoder of the target over the encoder's memory. Inputs are [length, batch, features].</summary>
public sealed class Transformer : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>
{
    private readonly TransformerEncoder encoder;
    private readonly TransformerDecoder decoder;

    internal Transformer(long d_model, long nhead, long num_encoder_layers, long num_decoder_layers, long dim_feedforward, double dropout, torch.nn.Activations activation)
        : base(nameof(Transformer))
    {
        using (var layer = new TransformerEncoderLayer(d_model, nhead, dim_feedforward, dropout, activation))
            encoder = new(layer, num_encoder_layers, new LayerNorm([d_model], 1e-5, true, true, null, null));
        using (var layer = new TransformerDecoderLayer(d_model, nhead, dim_feedforward, dropout, activation))
            decoder = new(layer, num_decoder_layers, new LayerNorm([d_model], 1e-5, true, true, null, null));
        RegisterComponents();
        foreach (var matrix in parameters().Where(p => p.dim() > 1))
            torch.nn.init.xavier_uniform_(matrix);
    }

    public torch.Tensor call(torch.Tensor src, torch.Tensor tgt, torch.Tensor? src_mask, torch.Tensor? tgt_mask = null, torch.Tensor? memory_mask = null, torch.Tensor? src_key_padding_mask = null, torch.Tensor? tgt_key_padding_mask = null, torch.Tensor? memory_key_padding_mask = null)
    {
        using var scope = torch.NewDisposeScope();
        var memory = encoder.call(src, src_mask, src_key_padding_mask);
        return decoder.call(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask).MoveToOuterDisposeScope();
    }

    public override torch.Tensor forward(torch.Tensor src, torch.Tensor tgt) => call(src, tgt, null);
}
