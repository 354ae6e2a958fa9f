using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>A residual network over signals or planes (He et al. 2016), without the head: [batch, channel, …] to [batch, last width, …].</summary>
public sealed class ResNet : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> stem;
    private readonly nn.Module<Tensor, Tensor> stem_norm;
    private readonly Sequential stages;

    /// <summary>A network with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public ResNet(ResNetConfig config)
        : base(nameof(ResNet))
    {
        config.Validate();
        Config = config;
        stem = ByDimension.Convolution(config.Dimensions, config.InputChannels, config.Widths[0], config.StemKernel, config.StemStride, bias: false);
        stem_norm = ByDimension.BatchNorm(config.Dimensions, config.Widths[0]);
        List<nn.Module<Tensor, Tensor>> blocks = [];
        var from = config.Widths[0];
        for (var stage = 0; stage < config.Widths.Count; stage++)
        {
            for (var block = 0; block < config.BlocksPerStage; block++)
            {
                blocks.Add(new ResNetBlock(config.Dimensions, from, config.Widths[stage], config.Kernel, stage > 0 && block == 0 ? 2 : 1));
                from = config.Widths[stage];
            }
        }

        stages = nn.Sequential(blocks);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public ResNetConfig Config { get; }

    /// <summary>Encodes.</summary>
    /// <param name="input">[batch, channel, time] or [batch, channel, row, column].</param>
    /// <exception cref="ArgumentException">The shape is wrong, or the batch is empty.</exception>
    public override Tensor forward(Tensor input)
    {
        Expect.Shape(input, nameof(ResNet), ByDimension.Axes(Config.Dimensions), ByDimension.Shape(Config.Dimensions, Config.InputChannels));
        return stages.call(stem_norm.call(stem.call(input)).relu());
    }
}
