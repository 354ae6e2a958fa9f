using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Encoders;

/// <summary>
/// Shallow network (Schirrmeister et al. 2017): temporal and spatial filters, then log band power, <c>log mean y²</c>.
/// [batch, channel, time] to [batch, filter, frame].
/// </summary>
public sealed class ShallowConvNet : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d temporal;
    private readonly Conv2d spatial;
    private readonly BatchNorm2d norm;
    private readonly Dropout drop;

    /// <summary>A network with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public ShallowConvNet(ShallowConvNetConfig config)
        : base(nameof(ShallowConvNet))
    {
        config.Validate();
        Config = config;
        temporal = nn.Conv2d(1, config.Filters, (1L, config.Kernel), bias: true);
        spatial = nn.Conv2d(config.Filters, config.Filters, (config.Channels, 1L), bias: false);
        norm = nn.BatchNorm2d(config.Filters);
        drop = nn.Dropout(config.Dropout);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public ShallowConvNetConfig Config { get; }

    /// <summary>Encodes.</summary>
    /// <param name="input">[batch, channel, time].</param>
    /// <exception cref="ArgumentException">The shape is wrong, the batch empty or the trace too short for one frame.</exception>
    public override Tensor forward(Tensor input)
    {
        Expect.Shape(input, nameof(ShallowConvNet), "batch, channel, time", -1, Config.Channels, -1);
        var least = Config.Kernel + Config.Pool - 1;
        if (input.shape[2] < least)
            throw new ArgumentException($"{nameof(ShallowConvNet)}: expected at least {least} samples, got {input.shape[2]}.", nameof(input));
        var power = norm.call(spatial.call(temporal.call(input.unsqueeze(1)))).square();
        return drop.call(F.avg_pool2d(power, (1L, Config.Pool), (1L, Config.PoolStride)).clamp(min: 1e-6).log()).squeeze(2);
    }
}
