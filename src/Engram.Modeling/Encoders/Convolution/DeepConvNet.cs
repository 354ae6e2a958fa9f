using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Encoders;

/// <summary>
/// Deep network (Schirrmeister et al. 2017): temporal and spatial filters, then stages of convolution, batch norm, ELU and largest value.
/// [batch, channel, time] to [batch, last filter, frame].
/// </summary>
public sealed class DeepConvNet : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d temporal;
    private readonly Conv2d spatial;
    private readonly ModuleList<Conv1d> convolutions;
    private readonly ModuleList<BatchNorm1d> norms;
    private readonly Dropout drop;

    /// <summary>A network with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public DeepConvNet(DeepConvNetConfig config)
        : base(nameof(DeepConvNet))
    {
        config.Validate();
        Config = config;
        var filters = config.Filters;
        temporal = nn.Conv2d(1, filters[0], (1L, config.Kernel), bias: true);
        spatial = nn.Conv2d(filters[0], filters[0], (config.Channels, 1L), bias: false);
        convolutions = new([.. Enumerable.Range(1, filters.Count - 1).Select(i => nn.Conv1d(filters[i - 1], filters[i], config.Kernel, bias: false))]);
        norms = new([.. filters.Select(f => nn.BatchNorm1d(f))]);
        drop = nn.Dropout(config.Dropout);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public DeepConvNetConfig Config { get; }

    /// <summary>Encodes.</summary>
    /// <param name="input">[batch, channel, time].</param>
    /// <exception cref="ArgumentException">The shape is wrong, the batch empty or the trace too short for one frame.</exception>
    public override Tensor forward(Tensor input)
    {
        Expect.Shape(input, nameof(DeepConvNet), "batch, channel, time", -1, Config.Channels, -1);
        var least = Enumerable.Range(0, Config.Filters.Count).Aggregate(1, (frames, _) => (frames * Config.Pool) + Config.Kernel - 1);
        if (input.shape[2] < least)
            throw new ArgumentException($"{nameof(DeepConvNet)}: expected at least {least} samples, got {input.shape[2]}.", nameof(input));
        var x = Stage(spatial.call(temporal.call(input.unsqueeze(1))).squeeze(2), 0);
        for (var i = 0; i < convolutions.Count; i++)
            x = Stage(convolutions[i].call(drop.call(x)), i + 1);
        return x;
    }

    private Tensor Stage(Tensor map, int stage) => F.max_pool1d(F.elu(norms[stage].call(map), 1), Config.Pool);
}
