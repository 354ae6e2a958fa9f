using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Codebooks;

/// <summary>
/// Finite scalar quantisation (Mentzer et al. 2023): each axis is bounded to L values and rounded,
/// b(z) = tanh(z + atanh(o/h)) h - o with h = (L - 1)/2 · (1 + 10⁻³), o = ½ for even L and else 0; q = round(b(z)) / ⌊L/2⌋, code Σ_d (round(b(z_d)) + ⌊L_d/2⌋) ∏_(i&lt;d) L_i.
/// Nothing is learned and no code can die; the gradient passes the rounding unchanged.
/// </summary>
public sealed class FiniteScalarQuantizer : nn.Module<Tensor, Quantized>, ICodebook
{
    private readonly long[] halves; // ⌊L/2⌋
    private readonly long[] places; // ∏_(i<d) L_i

    /// <summary>A codebook without parameters.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public FiniteScalarQuantizer(FiniteScalarQuantizerConfig config)
        : base(nameof(FiniteScalarQuantizer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        halves = [.. config.Levels.Select(l => (long)l / 2)];
        places = new long[config.Levels.Count];
        Size = 1;
        for (var d = 0; d < places.Length; d++)
            (places[d], Size) = (Size, Size * config.Levels[d]);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public FiniteScalarQuantizerConfig Config { get; }

    /// <inheritdoc/>
    public long Width => Config.Levels.Count;

    /// <inheritdoc/>
    public long Size { get; }

    /// <inheritdoc/>
    public int Levels => 1;

    /// <inheritdoc/>
    public Tensor Encode(Tensor vectors)
    {
        Check(vectors, nameof(vectors));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return Index(Bounded(vectors).round()).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Decode(Tensor codes)
    {
        InputCheck.Codes(codes, nameof(codes), Size);
        using var scope = NewDisposeScope();
        var axes = places.Select((place, d) =>
            (codes.div(place, RoundingMode.floor).remainder(Config.Levels[d]) - halves[d]).to_type(float32) / halves[d]);
        return stack(axes, -1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Quantized forward(Tensor input)
    {
        Check(input, nameof(input));
        var bounded = Bounded(input);
        var rounded = bounded.round().detach();
        return new((bounded + (rounded - bounded).detach()) / Row(halves, input), Index(rounded), zeros([], input.dtype, input.device));
    }

    private static Tensor Row(long[] values, Tensor like) => tensor(values).to(like.dtype).to(like.device);

    private Tensor Bounded(Tensor z)
    {
        var h = Config.Levels.Select(l => (l - 1) / 2.0 * (1 + 1e-3)).ToArray();
        var o = Config.Levels.Select(l => l % 2 == 0 ? 0.5 : 0).ToArray();
        var shift = o.Zip(h, (a, b) => Math.Atanh(a / b)).ToArray();
        Tensor Row(double[] values) => tensor(values).to(z.dtype).to(z.device);
        return (z + Row(shift)).tanh() * Row(h) - Row(o);
    }

    private Tensor Index(Tensor rounded) =>
        ((rounded.to_type(int64) + tensor(halves).to(rounded.device)) * tensor(places).to(rounded.device)).sum([-1L]);

    private void Check(Tensor vectors, string name)
    {
        InputCheck.Last(vectors, name, "axis", Width);
        InputCheck.Finite(vectors, name);
    }
}
