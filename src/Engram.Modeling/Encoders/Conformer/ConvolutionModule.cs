using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Encoders;

/// <summary>The convolution part of a Conformer block: norm, gated pointwise, depthwise over tokens, batch norm, SiLU, pointwise.</summary>
internal sealed class ConvolutionModule : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly LayerNorm norm;
    private readonly Linear widen;
    private readonly Conv1d depthwise;
    private readonly BatchNorm1d batch_norm;
    private readonly Linear narrow;
    private readonly Dropout drop;

    internal ConvolutionModule(ConformerConfig config)
        : base(nameof(ConvolutionModule))
    {
        norm = nn.LayerNorm(config.Width);
        widen = nn.Linear(config.Width, 2 * config.Width);
        depthwise = nn.Conv1d(config.Width, config.Width, config.Kernel, padding: config.Kernel / 2, groups: config.Width);
        batch_norm = nn.BatchNorm1d(config.Width);
        narrow = nn.Linear(config.Width, config.Width);
        drop = nn.Dropout(config.Dropout);
        RegisterComponents();
    }

    /// <param name="tokens">[batch, token, feature].</param>
    /// <param name="padding">[batch, token], true where a token is padding; it counts as zeros in the convolution.</param>
    public override Tensor forward(Tensor tokens, Tensor? padding)
    {
        var gated = F.glu(widen.call(norm.call(tokens)), -1);
        if (padding is not null)
            gated = gated.masked_fill(padding.unsqueeze(-1), 0);
        var mixed = F.silu(batch_norm.call(depthwise.call(gated.transpose(1, 2)))).transpose(1, 2);
        return drop.call(narrow.call(mixed));
    }
}
