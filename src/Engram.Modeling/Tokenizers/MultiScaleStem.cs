using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// Tokens at several time scales (NeuroRVQ, Barmpas et al. 2025): each branch is convolution, group normalisation, GELU, mean of 2; convolution, group
/// normalisation, GELU, mean of 4 (or other pools), with kernels of its own, so that a patch of P samples gives P/8 steps × filters numbers. Each patch is normalised by itself:
/// its token does not depend on its neighbours (the released code shares statistics over a sample).
/// </summary>
public sealed class MultiScaleStem : nn.Module<Tensor, IReadOnlyList<Tensor>>
{
    private readonly ModuleList<Sequential> branches;

    /// <summary>A stem with random weights; seed torch's generator before.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public MultiScaleStem(MultiScaleStemConfig config)
        : base(nameof(MultiScaleStem))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        branches = new([.. config.FirstKernels.Zip(config.SecondKernels, (first, second) => nn.Sequential(
            nn.Conv1d(1, config.Filters, first, padding: first / 2), nn.GroupNorm(config.Groups, config.Filters), nn.GELU(), nn.AvgPool1d(config.Pools[0]),
            nn.Conv1d(config.Filters, config.Filters, second, padding: second / 2), nn.GroupNorm(config.Groups, config.Filters), nn.GELU(), nn.AvgPool1d(config.Pools[1])))]);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public MultiScaleStemConfig Config { get; }

    /// <summary>Tokens of patches.</summary>
    /// <param name="input">[batch, patch, sample].</param>
    /// <returns>One tensor a branch, [batch, patch, step · filter].</returns>
    public override IReadOnlyList<Tensor> forward(Tensor input)
    {
        InputCheck.Shape(input, nameof(input), ("batch", -1), ("patch", -1), ("sample", Config.Patch));
        var patches = input.reshape(-1, 1, Config.Patch);
        return [.. branches.Select(branch => branch.call(patches).transpose(1, 2).reshape(input.shape[0], input.shape[1], -1))];
    }
}
