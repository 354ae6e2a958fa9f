using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Codebooks;

/// <summary>
/// Codes by <see cref="KMeans"/>: the code of a vector is its nearest centre. Fitted once on training data, then fixed: a forward
/// pass gives the centre with a straight-through gradient and no loss.
/// </summary>
public sealed class KMeansCodebook : nn.Module<Tensor, Quantized>, ICodebook
{
    private readonly Tensor centres;
    private readonly Tensor fitted;

    /// <summary>A codebook that is still to be fitted (or loaded).</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public KMeansCodebook(KMeansConfig config)
        : base(nameof(KMeansCodebook))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        centres = zeros(config.Codes, config.Width);
        fitted = zeros(1, int64);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public KMeansConfig Config { get; }

    /// <inheritdoc/>
    public long Width => Config.Width;

    /// <inheritdoc/>
    public long Size => Config.Codes;

    /// <inheritdoc/>
    public int Levels => 1;

    /// <summary>The codes, [K, D], float32.</summary>
    public Tensor Centres => centres;

    /// <summary>Finds the centres.</summary>
    /// <param name="vectors">[n, D], finite, n of at least K.</param>
    /// <returns>The best run.</returns>
    /// <exception cref="ArgumentException">The shape is another, there are fewer vectors than codes, or a number is not finite.</exception>
    public KMeansResult Fit(Tensor vectors)
    {
        InputCheck.Shape(vectors, nameof(vectors), ("vector", -1), ("width", Width));
        var random = new SeededRandom(Config.Seed);
        KMeansResult? best = null;
        for (var run = 0; run < Config.Starts; run++)
        {
            using var start = KMeans.PlusPlus(vectors, Config.Codes, random.Split($"start {run}"));
            var result = KMeans.Lloyd(vectors, start, Config.MaximumIterations, Config.Tolerance);
            if (best is null || result.Inertia < best.Inertia)
                best = result;
        }

        using var _ = no_grad();
        centres.copy_(best!.Centres);
        fitted.fill_(1);
        return best;
    }

    /// <inheritdoc/>
    public Tensor Encode(Tensor vectors)
    {
        InputCheck.Last(vectors, nameof(vectors), "width", Width);
        InputCheck.Finite(vectors, nameof(vectors));
        RequireFit();
        using var scope = NewDisposeScope();
        return NearestCode.Find(vectors.detach().reshape(-1, Width).to(centres.dtype), centres).reshape(vectors.shape[..^1]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Decode(Tensor codes)
    {
        InputCheck.Codes(codes, nameof(codes), Size);
        RequireFit();
        return centres.index_select(0, codes.flatten()).reshape([.. codes.shape, Width]);
    }

    /// <inheritdoc/>
    public override Quantized forward(Tensor input)
    {
        var codes = Encode(input);
        return new(input + (Decode(codes).to(input.dtype) - input).detach(), codes, zeros([], input.dtype, input.device));
    }

    private void RequireFit()
    {
        if (fitted.ToInt64() == 0)
            throw new InvalidOperationException("Expected a fitted codebook: call Fit on training data, or load a state, first.");
    }
}
