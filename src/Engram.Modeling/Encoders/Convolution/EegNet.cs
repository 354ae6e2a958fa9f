using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Encoders;

/// <summary>
/// EEGNet (Lawhern et al. 2018) without its head: temporal filters, spatial filters of each, a separable convolution.
/// [batch, channel, time] to [batch, F2, time / pools].
/// </summary>
public sealed class EegNet : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d temporal;
    private readonly BatchNorm2d temporal_norm;
    private readonly Conv2d spatial;
    private readonly BatchNorm2d spatial_norm;
    private readonly Conv2d depthwise;
    private readonly Conv2d pointwise;
    private readonly BatchNorm2d separable_norm;
    private readonly Dropout drop;

    /// <summary>A network with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public EegNet(EegNetConfig config)
        : base(nameof(EegNet))
    {
        config.Validate();
        Config = config;
        var (f1, f2) = (config.TemporalFilters, config.TemporalFilters * config.DepthMultiplier);
        temporal = nn.Conv2d(1, f1, (1L, config.TemporalKernel), Padding.Same, bias: false);
        temporal_norm = nn.BatchNorm2d(f1);
        spatial = nn.Conv2d(f1, f2, (config.Channels, 1L), groups: f1, bias: false);
        spatial_norm = nn.BatchNorm2d(f2);
        depthwise = nn.Conv2d(f2, f2, (1L, config.SeparableKernel), Padding.Same, groups: f2, bias: false);
        pointwise = nn.Conv2d(f2, config.PointwiseFilters, 1L, bias: false);
        separable_norm = nn.BatchNorm2d(config.PointwiseFilters);
        drop = nn.Dropout(config.Dropout);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public EegNetConfig Config { get; }

    /// <summary>Encodes.</summary>
    /// <param name="input">[batch, channel, time].</param>
    /// <exception cref="ArgumentException">The shape is wrong, the batch empty or the trace shorter than the pools.</exception>
    public override Tensor forward(Tensor input)
    {
        Expect.Shape(input, nameof(EegNet), "batch, channel, time", -1, Config.Channels, -1);
        if (input.shape[2] < Config.FirstPool * Config.SecondPool)
            throw new ArgumentException($"{nameof(EegNet)}: expected at least {Config.FirstPool * Config.SecondPool} samples, got {input.shape[2]}. Lower the pools or take longer epochs.", nameof(input));
        var x = temporal_norm.call(temporal.call(input.unsqueeze(1)));
        x = drop.call(Pool(F.elu(spatial_norm.call(spatial.call(x)), 1), Config.FirstPool));
        x = drop.call(Pool(F.elu(separable_norm.call(pointwise.call(depthwise.call(x))), 1), Config.SecondPool));
        return x.squeeze(2);
    }

    private static Tensor Pool(Tensor map, long size) => size == 1 ? map : F.avg_pool2d(map, (1L, size));
}
