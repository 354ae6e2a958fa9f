using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Decoders;

/// <summary>The mirror of an <see cref="EegNet"/>: each average becomes a repetition, each convolution its counterpart. [batch, F2, frame] to [batch, channel, time].</summary>
public sealed class EegNetDecoder : nn.Module<Tensor, Tensor>
{
    private readonly Dropout drop;
    private readonly BatchNorm2d separable_norm;
    private readonly Conv2d pointwise;
    private readonly Conv2d depthwise;
    private readonly BatchNorm2d spatial_norm;
    private readonly ConvTranspose2d spatial;
    private readonly BatchNorm2d temporal_norm;
    private readonly Conv2d temporal;

    /// <summary>A decoder with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings of the encoder.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public EegNetDecoder(EegNetConfig config)
        : base(nameof(EegNetDecoder))
    {
        config.Validate();
        Config = config;
        var (f1, f2) = (config.TemporalFilters, config.TemporalFilters * config.DepthMultiplier);
        drop = nn.Dropout(config.Dropout);
        separable_norm = nn.BatchNorm2d(config.PointwiseFilters);
        pointwise = nn.Conv2d(config.PointwiseFilters, f2, 1L, bias: false);
        depthwise = nn.Conv2d(f2, f2, (1L, config.SeparableKernel), Padding.Same, groups: f2, bias: false);
        spatial_norm = nn.BatchNorm2d(f2);
        spatial = nn.ConvTranspose2d(f2, f1, (config.Channels, 1L), groups: f1, bias: false);
        temporal_norm = nn.BatchNorm2d(f1);
        temporal = nn.Conv2d(f1, 1, (1L, config.TemporalKernel), Padding.Same, bias: false);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public EegNetConfig Config { get; }

    /// <summary>Decodes.</summary>
    /// <param name="latent">[batch, F2, frame].</param>
    /// <exception cref="ArgumentException">The shape is wrong, or the batch is empty.</exception>
    public override Tensor forward(Tensor latent)
    {
        Expect.Shape(latent, nameof(EegNetDecoder), "batch, filter, frame", -1, Config.PointwiseFilters, -1);
        var x = Repeat(drop.call(latent.unsqueeze(2)), Config.SecondPool);
        x = depthwise.call(pointwise.call(separable_norm.call(F.elu(x, 1))));
        x = Repeat(drop.call(x), Config.FirstPool);
        x = spatial.call(spatial_norm.call(F.elu(x, 1)));
        return temporal.call(temporal_norm.call(x)).squeeze(1);
    }

    private static Tensor Repeat(Tensor map, long times) => times == 1 ? map : map.repeat_interleave(times, -1);
}
