using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Encoders;

/// <summary>
/// The encoder of a latent-diffusion autoencoder, over signals or planes: residual blocks, halving between levels (a convolution of
/// stride 2 with a zero after the end), attention in the middle.
/// </summary>
public sealed class ConvolutionalEncoder : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> stem;
    private readonly ModuleList<ConvolutionalResidualBlock> blocks = [];
    private readonly ModuleList<nn.Module<Tensor, Tensor>> halves = [];
    private readonly ModuleList<ConvolutionalResidualBlock> middle;
    private readonly MapAttention? attention;
    private readonly GroupNorm norm;
    private readonly nn.Module<Tensor, Tensor> head;

    /// <summary>An encoder with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public ConvolutionalEncoder(ConvolutionalAutoencoderConfig config)
        : base(nameof(ConvolutionalEncoder))
    {
        config.Validate();
        Config = config;
        var (d, width) = (config.Dimensions, config.Widths[0]);
        stem = ByDimension.Convolution(d, config.SignalChannels, width, 3);
        for (var level = 0; level < config.Widths.Count; level++)
        {
            if (level > 0)
                halves.Add(ByDimension.Convolution(d, width, width, 3, 2, 0));
            for (var i = 0; i < config.BlocksPerLevel; i++)
            {
                blocks.Add(new(d, width, config.Widths[level], config.Groups));
                width = config.Widths[level];
            }
        }

        middle = new(new ConvolutionalResidualBlock(d, width, width, config.Groups), new ConvolutionalResidualBlock(d, width, width, config.Groups));
        attention = config.Attention ? new(width, config.Groups) : null;
        norm = nn.GroupNorm(config.Groups, width);
        head = ByDimension.Convolution(d, width, config.EncoderChannels, 3);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public ConvolutionalAutoencoderConfig Config { get; }

    /// <summary>Encodes [batch, channel, …] to [batch, encoder channel, … / reduction].</summary>
    /// <param name="input">The signal; each axis a multiple of the reduction.</param>
    /// <exception cref="ArgumentException">The shape is wrong, or the batch is empty.</exception>
    public override Tensor forward(Tensor input)
    {
        Expect.Shape(input, nameof(ConvolutionalEncoder), ByDimension.Axes(Config.Dimensions), ByDimension.Shape(Config.Dimensions, Config.SignalChannels));
        var reduction = Config.Reduction();
        if (input.shape.Skip(2).Any(s => s % reduction != 0))
            throw new ArgumentException($"{nameof(ConvolutionalEncoder)}: expected sizes that are multiples of {reduction}, got [{string.Join(", ", input.shape)}]. Crop or pad the signal.", nameof(input));
        var x = stem.call(input);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (i > 0 && i % Config.BlocksPerLevel == 0)
                x = halves[(i / Config.BlocksPerLevel) - 1].call(ByDimension.PadAfter(Config.Dimensions, x));
            x = blocks[i].call(x, null);
        }

        x = middle[0].call(x, null);
        x = attention is null ? x : attention.call(x);
        return head.call(F.silu(norm.call(middle[1].call(x, null))));
    }
}
