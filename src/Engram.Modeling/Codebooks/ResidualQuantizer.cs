using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Codebooks;

/// <summary>
/// Residual vector quantisation (Zeghidour et al. 2021): r₁ = z, q_s = code of r_s, r_(s+1) = r_s - q_s, output Σ q_s; the loss is the
/// mean of the stages' losses. With ordinary codes each stage lowers the error of the vectors it was fitted to; with the cosine
/// metric each stage adds a vector of length 1, so that the error need not fall.
/// </summary>
public sealed class ResidualQuantizer : nn.Module<Tensor, Quantized>, ICodebook
{
    private readonly ModuleList<VectorQuantizer> stages;

    /// <summary>Stages that start as <see cref="VectorQuantizer"/> does, one after another.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public ResidualQuantizer(ResidualQuantizerConfig config)
        : base(nameof(ResidualQuantizer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        stages = new([.. Enumerable.Range(0, config.Stages).Select(s => new VectorQuantizer(config.Stage with { Seed = config.Stage.Seed + s }))]);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public ResidualQuantizerConfig Config { get; }

    /// <summary>The stages, in order.</summary>
    public IReadOnlyList<VectorQuantizer> Stages => [.. stages];

    /// <inheritdoc/>
    public long Width => Config.Stage.Width;

    /// <inheritdoc/>
    public long Size => Config.Stage.Codes;

    /// <inheritdoc/>
    public int Levels => Config.Stages;

    /// <inheritdoc/>
    public Tensor Encode(Tensor vectors)
    {
        InputCheck.Last(vectors, nameof(vectors), "width", Width);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var residual = vectors.detach();
        var chosen = new List<Tensor>();
        foreach (var stage in stages)
        {
            chosen.Add(stage.Encode(residual));
            residual = residual - stage.Decode(chosen[^1]);
        }

        return stack(chosen, -1).MoveToOuterDisposeScope();
    }

    /// <summary>Σ of the stages' codes. Fewer levels than stages give the coarser vectors of the first stages.</summary>
    /// <param name="codes">[…, level], int64, 1 to S levels.</param>
    /// <returns>[…, D].</returns>
    /// <exception cref="ArgumentException">A code is out of range, or there are more levels than stages.</exception>
    public Tensor Decode(Tensor codes)
    {
        InputCheck.Codes(codes, nameof(codes), Size);
        if (codes.ndim < 1 || codes.shape[^1] < 1 || codes.shape[^1] > Levels)
            throw new ArgumentException($"Expected codes of shape […, level] with 1 to {Levels} levels, got [{string.Join(", ", codes.shape)}].", nameof(codes));
        using var scope = NewDisposeScope();
        var sum = stages[0].Decode(codes.select(-1, 0));
        for (var s = 1; s < codes.shape[^1]; s++)
            sum = sum + stages[s].Decode(codes.select(-1, s));
        return sum.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Quantized forward(Tensor input)
    {
        InputCheck.Last(input, nameof(input), "width", Width);
        var (residual, sum) = (input, zeros_like(input));
        var (chosen, losses) = (new List<Tensor>(), new List<Tensor>());
        foreach (var stage in stages)
        {
            var coded = stage.call(residual);
            residual = residual - coded.Vectors.detach(); // every stage commits the encoder
            sum = sum + coded.Vectors.detach();
            chosen.Add(coded.Codes);
            losses.Add(coded.Loss);
        }

        return new(input + (sum - input).detach(), stack(chosen, -1), stack(losses).mean());
    }
}
