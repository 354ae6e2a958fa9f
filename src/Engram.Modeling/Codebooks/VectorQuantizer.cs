using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Codebooks;

/// <summary>
/// Vector quantisation with codes that follow moving averages (van den Oord, Vinyals and Kavukcuoglu 2017, appendix): in training
/// N_k ← γN_k + (1-γ)n_k, m_k ← γm_k + (1-γ)Σx, c_k = m_k / N̂_k with N̂_k = (N_k + ε)/(N + Kε) · N; loss β‖z - sg[q]‖² (mean).
/// With the cosine metric z is divided by its norm and c_k ← normalise(γc_k + (1-γ) mean x). A code that no vector ever chose keeps
/// its place. Codes have no gradient; in evaluation nothing changes.
/// </summary>
public sealed class VectorQuantizer : nn.Module<Tensor, Quantized>, ICodebook
{
    private readonly Tensor codes;
    private readonly Tensor counts;
    private readonly Tensor sums;
    private readonly Tensor steps;

    /// <summary>A codebook that starts with the first training batch or at random.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public VectorQuantizer(VectorQuantizerConfig config)
        : base(nameof(VectorQuantizer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        using var scope = NewDisposeScope();
        codes = RandomCodes(config).MoveToOuterDisposeScope();
        counts = zeros(config.Codes).MoveToOuterDisposeScope();
        sums = codes.clone().MoveToOuterDisposeScope();
        steps = zeros(1, int64).MoveToOuterDisposeScope();
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public VectorQuantizerConfig Config { get; }

    /// <inheritdoc/>
    public long Width => Config.Width;

    /// <inheritdoc/>
    public long Size => Config.Codes;

    /// <inheritdoc/>
    public int Levels => 1;

    /// <summary>c, [K, D].</summary>
    public Tensor Codes => codes;

    /// <summary>N, the moving count of each code, [K].</summary>
    public Tensor Counts => counts;

    /// <summary>m, the moving sum of each code's vectors, [K, D]; follows the codes with the cosine metric.</summary>
    public Tensor Sums => sums;

    /// <inheritdoc/>
    public Tensor Encode(Tensor vectors)
    {
        Check(vectors, nameof(vectors));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return NearestCode.Find(Normalised(vectors.detach().reshape(-1, Width)), codes).reshape(vectors.shape[..^1]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Decode(Tensor codes)
    {
        InputCheck.Codes(codes, nameof(codes), Size);
        return this.codes.index_select(0, codes.flatten()).reshape([.. codes.shape, Width]);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The shape is another, a number is not finite, or the first training batch has fewer vectors than codes.</exception>
    public override Quantized forward(Tensor input)
    {
        Check(input, nameof(input));
        var z = Normalised(input.reshape(-1, Width));
        if (training && steps.ToInt64() == 0 && Config.Start == CodebookStart.KMeans)
            StartFrom(z.detach());
        var chosen = NearestCode.Find(z.detach(), codes);
        var q = codes.index_select(0, chosen);
        if (training)
            Follow(z.detach(), chosen);
        var loss = (z - q).square().mean() * Config.CommitmentWeight;
        if (Config.HasOpposingCodebookTerm)
            loss = loss + (z + (q - z).detach() - z.detach()).square().mean();
        var output = Config.Gradient == GradientPath.Rotation ? Rotate(z, q) : z + (q - z).detach();
        return new(output.reshape(input.shape), chosen.reshape(input.shape[..^1]), loss);
    }

    private static Tensor Rotate(Tensor z, Tensor q)
    {
        var (zNorm, qNorm) = (z.detach().norm(1, keepdim: true).clamp_min(1e-12), q.norm(1, keepdim: true));
        var (zUnit, qUnit) = (z.detach() / zNorm, q / qNorm.clamp_min(1e-12));
        var r = nn.functional.normalize(zUnit + qUnit, dim: 1);
        // R z = z - 2 r rᵀz + 2 q̂ ẑᵀz turns ẑ into q̂
        var rotated = (z - r * (r * z).sum([1L], keepdim: true) * 2 + qUnit * (zUnit * z).sum([1L], keepdim: true) * 2) * (qNorm / zNorm);
        return rotated + (q - rotated).detach();
    }

    private static Tensor RandomCodes(VectorQuantizerConfig config)
    {
        var random = new SeededRandom(config.Seed);
        var values = new float[config.Codes * config.Width];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(config.Metric == CodeMetric.Cosine ? random.NextGaussian() : ((2 * random.NextDouble()) - 1) / config.Codes);
        var codes = tensor(values).reshape(config.Codes, config.Width);
        return config.Metric == CodeMetric.Cosine ? nn.functional.normalize(codes, dim: 1) : codes;
    }

    private Tensor Normalised(Tensor vectors) => Config.Metric == CodeMetric.Cosine ? nn.functional.normalize(vectors, dim: 1) : vectors;

    private void StartFrom(Tensor vectors)
    {
        if (vectors.shape[0] < Size)
            throw new ArgumentException($"Expected at least {Size} vectors in the first training batch, one a code, got {vectors.shape[0]}. Use a larger batch, fewer codes, or Start = Random.", nameof(vectors));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var random = new SeededRandom(Config.Seed).Split("start");
        var some = vectors.shape[0] <= Config.StartVectors ? vectors
            : vectors.index_select(0, tensor(Array.ConvertAll(random.Permutation((int)vectors.shape[0])[..Config.StartVectors], i => (long)i)).to(vectors.device));
        var start = KMeans.PlusPlus(some, Config.Codes, random);
        codes.copy_(Normalised(KMeans.Lloyd(some, start, Config.StartIterations).Centres));
        counts.copy_(CodeSums.Of(vectors, NearestCode.Find(vectors, codes), Size).CountTensor(counts));
        sums.copy_(codes * counts.unsqueeze(1));
    }

    private void Follow(Tensor vectors, Tensor chosen)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var batch = CodeSums.Of(vectors, chosen, Size);
        var (n, sum) = (batch.CountTensor(counts), batch.SumTensor(sums));
        counts.mul_(Config.Decay).add_(n, 1 - Config.Decay);
        if (Config.Metric == CodeMetric.Cosine)
        {
            var means = sum / n.clamp_min(1).unsqueeze(1);
            codes.copy_(where(n.gt(0).unsqueeze(1), nn.functional.normalize(codes * Config.Decay + means * (1 - Config.Decay), dim: 1), codes));
            sums.copy_(codes);
        }
        else
        {
            sums.mul_(Config.Decay).add_(sum, 1 - Config.Decay);
            var total = counts.sum();
            var smoothed = (counts + Config.Epsilon) / (total + Size * Config.Epsilon) * total; // N̂
            codes.copy_(where(counts.gt(0).unsqueeze(1), sums / smoothed.unsqueeze(1), codes));
        }

        steps.add_(1);
        if (Config.RevivalThreshold > 0)
            Revive(vectors);
    }

    private void Revive(Tensor vectors)
    {
        var dead = counts.lt(Config.RevivalThreshold).nonzero().squeeze(1);
        if (dead.numel() == 0)
            return;
        // by the step's number, so that a resumed run draws what an uninterrupted one would
        var random = new SeededRandom(Config.Seed).Split($"revival {steps.ToInt64()}");
        var order = random.Permutation((int)vectors.shape[0]);
        var rows = tensor(Enumerable.Range(0, (int)dead.numel()).Select(i => (long)order[i % order.Length]).ToArray()).to(vectors.device);
        var revived = vectors.index_select(0, rows);
        var count = Math.Max(1, Config.RevivalThreshold);
        codes.index_copy_(0, dead, revived);
        counts.index_fill_(0, dead, count);
        sums.index_copy_(0, dead, Config.Metric == CodeMetric.Cosine ? revived : revived * count);
    }

    private void Check(Tensor vectors, string name)
    {
        InputCheck.Last(vectors, name, "width", Width);
        InputCheck.Finite(vectors, name);
        if (vectors.dtype != codes.dtype)
            throw new ArgumentException($"Expected {name} as {codes.dtype} like the codes, got {vectors.dtype}.", name);
    }
}
