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

        // column c of the scores belongs to the distance count - 1 - c, which row i wants at column count - 1 - i + j: read as rows that are one shorter, all columns stand where they belong
        var scores = matmul(input, distances.narrow(0, Config.Length - count, (2 * count) - 1).flip(0).t());
        return count == 1 ? scores
            : scores.flatten(-2).narrow(-1, count - 1, count * ((2 * count) - 2)).unflatten(-1, [count, (2 * count) - 2]).narrow(-1, 0, count);
    }
}
