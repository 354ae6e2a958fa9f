using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Positions;

/// <summary>
/// Learned vectors of distances (Shaw, Uszkoreit and Vaswani 2018): a query at place i scores the key at place j by q_i · e_(i-j), which
/// attention adds to q_i · k_j. The heads of a layer share the table.
/// </summary>
public sealed class RelativePosition : nn.Module<Tensor, Tensor>
{
    private readonly Parameter distances;

    /// <summary>A table with starting numbers from torch's shared generator.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public RelativePosition(RelativePositionConfig config)
        : base(nameof(RelativePosition))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        distances = nn.Parameter(randn((2L * config.Length) - 1, config.Width) * config.Deviation);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public RelativePositionConfig Config { get; }

    /// <summary>The vectors e_(1-L) … e_(L-1), [2L - 1, d].</summary>
    public Tensor Distances => distances;

    /// <summary>The scores of all pairs.</summary>
    /// <param name="input">Queries, […, token, d].</param>
    /// <returns>[…, token, token]: row i, column j holds q_i · e_(i-j).</returns>
    /// <exception cref="ArgumentException">The width is another, or there are more tokens than the table has places.</exception>
    public override Tensor forward(Tensor input)
    {
        InputCheck.Last(input, nameof(input), "width", Config.Width);
        if (input.ndim < 2 || input.shape[^2] > Config.Length)
            throw new ArgumentException($"Expected queries of at most {Config.Length} tokens, got [{string.Join(", ", input.shape)}].", nameof(input));
        var count = input.shape[^2];
        var places = arange(count, int64, input.device);
        var rows = places.unsqueeze(1) - places + (Config.Length - 1); // i - j, from 0
        return matmul(input, distances.t()).gather(-1, rows.expand([.. input.shape[..^1], count]));
    }
}
