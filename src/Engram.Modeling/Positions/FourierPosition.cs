using Engram.Signals.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Positions;

/// <summary>
/// Code of an electrode's place and a patch's time (REVE, El Ouahidi et al. 2025): with q = (x, y, z, 0.1 k) the phases
/// φ_f = 2π Σ_a f_a (q_a + 0.4)/1.8 for all f in {0 … n-1}⁴ give [cos φ, sin φ] cut to D; the code is
/// LayerNorm([cos, sin] + LayerNorm(GELU(W (x, y, z, k)))). Tokens are ordered by channel, then by time.
/// </summary>
public sealed class FourierPosition : nn.Module<Tensor, long, Tensor>
{
    private const double LargestPosition = 0.2; // metres; more means another unit
    private readonly Linear projection;
    private readonly LayerNorm innerNorm;
    private readonly LayerNorm outerNorm;
    private readonly Tensor draws;

    /// <summary>A code with random weights; seed torch's generator before.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public FourierPosition(FourierPositionConfig config)
        : base(nameof(FourierPosition))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        projection = nn.Linear(4, config.Width, false);
        innerNorm = nn.LayerNorm(config.Width);
        outerNorm = nn.LayerNorm(config.Width);
        draws = zeros(1, int64);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public FourierPositionConfig Config { get; }

    /// <summary>The codes of every channel at every patch.</summary>
    /// <param name="input1">Electrode positions (m), [batch, channel, 3], each below 0.2.</param>
    /// <param name="input2">h, patches of a channel.</param>
    /// <returns>[batch, channel · h, D].</returns>
    /// <exception cref="ArgumentException">The shape is another, or a position is beyond 0.2 m (millimetres?).</exception>
    public override Tensor forward(Tensor input1, long input2)
    {
        InputCheck.Shape(input1, nameof(input1), ("batch", -1), ("channel", -1), ("xyz", 3));
        InputCheck.Finite(input1, nameof(input1));
        if (input2 < 1)
            throw new ArgumentOutOfRangeException(nameof(input2), $"Expected at least one patch, got {input2}.");
        var largest = input1.detach().abs().max().ToDouble();
        if (largest >= LargestPosition)
            throw new ArgumentException($"Expected positions in metres, below {LargestPosition}, got up to {largest:G4}. Convert millimetres to metres.", nameof(input1));
        var places = training && Config.Noise > 0 ? input1 + Jitter(input1) : input1;
        var (batch, channels) = (input1.shape[0], input1.shape[1]);
        var time = arange(input2, input1.dtype, input1.device).reshape(1, 1, input2, 1).expand(batch, channels, input2, 1);
        var points = cat([places.unsqueeze(2).expand(batch, channels, input2, 3), time], -1).reshape(batch, channels * input2, 4); // (x, y, z, k)
        return outerNorm.call(Fourier(points) + innerNorm.call(nn.functional.gelu(projection.call(points))));
    }

    /// <summary>[cos φ, sin φ] of points, without the learned part.</summary>
    /// <param name="points">(x, y, z, k), […, 4].</param>
    /// <returns>[…, D].</returns>
    public Tensor Fourier(Tensor points)
    {
        InputCheck.Last(points, nameof(points), "xyzk", 4);
        var n = Config.Frequencies;
        var axis = arange(n, points.dtype, points.device);
        var frequencies = stack(meshgrid([axis, axis, axis, axis], "ij"), -1).reshape(-1, 4).narrow(0, 0, Config.Width / 2); // x varies slowest
        var q = points * tensor(new[] { 1, 1, 1, 0.1 }).to(points.dtype).to(points.device);
        var phase = matmul((q + 0.4) / 1.8, frequencies.t()) * (2 * Math.PI);
        return cat([phase.cos(), phase.sin()], -1);
    }

    private Tensor Jitter(Tensor positions)
    {
        using var _ = no_grad();
        var random = new SeededRandom(Config.Seed).Split($"draw {draws.ToInt64()}");
        draws.add_(1);
        var values = new double[positions.shape[1] * 3];
        for (var i = 0; i < values.Length; i++)
            values[i] = Config.Noise * random.NextGaussian();
        return tensor(values).reshape(1, -1, 3).to(positions.dtype).to(positions.device);
    }
}
