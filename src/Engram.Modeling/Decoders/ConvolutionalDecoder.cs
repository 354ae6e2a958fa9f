using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Decoders;

/// <summary>The mirror of a <see cref="ConvolutionalEncoder"/>: attention in the middle, residual blocks, doubling between levels.</summary>
public sealed class ConvolutionalDecoder : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> stem;
    private readonly ModuleList<ConvolutionalResidualBlock> middle;
    private readonly MapAttention? attention;
    private readonly ModuleList<ConvolutionalResidualBlock> blocks = [];
    private readonly ModuleList<nn.Module<Tensor, Tensor>> doubles = [];
    private readonly GroupNorm norm;
    private readonly nn.Module<Tensor, Tensor> head;

    /// <summary>A decoder with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings of the encoder.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public ConvolutionalDecoder(ConvolutionalAutoencoderConfig config)
        : base(nameof(ConvolutionalDecoder))
    {
        config.Validate();
        Config = config;
        var (d, width) = (config.Dimensions, config.Widths[^1]);
        stem = ByDimension.Convolution(d, config.LatentChannels, width, 3);
        middle = new(new ConvolutionalResidualBlock(d, width, width, config.Groups), new ConvolutionalResidualBlock(d, width, width, config.Groups));
        attention = config.Attention ? new(width, config.Groups) : null;
        for (var level = config.Widths.Count - 1; level >= 0; level--)
        {
            for (var i = 0; i <= config.BlocksPerLevel; i++)
            {
                blocks.Add(new(d, width, config.Widths[level], config.Groups));
                width = config.Widths[level];
            }

            if (level > 0)
                doubles.Add(ByDimension.Convolution(d, width, width, 3));
        }

        norm = nn.GroupNorm(config.Groups, width);
        head = ByDimension.Convolution(d, width, config.SignalChannels, 3);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public ConvolutionalAutoencoderConfig Config { get; }

    /// <summary>Decodes [batch, latent channel, …] to [batch, channel, … · reduction].</summary>
    /// <param name="latent">The latent.</param>
    /// <exception cref="ArgumentException">The shape is wrong, or the batch is empty.</exception>
    public override Tensor forward(Tensor latent)
    {
        Expect.Shape(latent, nameof(ConvolutionalDecoder), ByDimension.Axes(Config.Dimensions), ByDimension.Shape(Config.Dimensions, Config.LatentChannels));
        var x = middle[0].call(stem.call(latent), null);
        x = middle[1].call(attention is null ? x : attention.call(x), null);
        var perLevel = Config.BlocksPerLevel + 1;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (i > 0 && i % perLevel == 0)
                x = doubles[(i / perLevel) - 1].call(ByDimension.Double(x));
            x = blocks[i].call(x, null);
        }

        return head.call(F.silu(norm.call(x)));
    }
}
