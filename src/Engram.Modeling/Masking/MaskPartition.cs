using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Masking;

/// <summary>Masked and visible tokens of a batch. Checked when made: each token is exactly one of both, and all samples have equally many masked.</summary>
public sealed class MaskPartition
{
    private readonly bool[][] masked;

    /// <summary>A partition by flags.</summary>
    /// <param name="grid">The places of the tokens.</param>
    /// <param name="masked">[sample][token], true for masked.</param>
    /// <exception cref="ArgumentException">There is no sample, a row has another length, or the rows mask different numbers of tokens.</exception>
    public MaskPartition(TokenGrid grid, IReadOnlyList<bool[]> masked)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(masked);
        grid.Check();
        if (masked.Count == 0)
            throw new ArgumentException("Expected at least one sample, got none.", nameof(masked));
        MaskedCount = masked[0].Count(m => m);
        foreach (var row in masked)
        {
            if (row.Length != grid.Tokens)
                throw new ArgumentException($"Expected {grid.Tokens} tokens ({grid.Channels} channels × {grid.Steps} steps), got {row.Length}.", nameof(masked));
            if (row.Count(m => m) != MaskedCount)
                throw new ArgumentException($"Expected {MaskedCount} masked tokens in every sample, got {row.Count(m => m)}.", nameof(masked));
        }

        Grid = grid;
        this.masked = [.. masked.Select(row => (bool[])row.Clone())];
    }

    /// <summary>The places of the tokens.</summary>
    public TokenGrid Grid { get; }

    /// <summary>Samples.</summary>
    public int Batch => masked.Length;

    /// <summary>Masked tokens of each sample.</summary>
    public int MaskedCount { get; }

    /// <summary>Visible tokens of each sample.</summary>
    public int VisibleCount => Grid.Tokens - MaskedCount;

    /// <summary>Whether a token is masked.</summary>
    /// <param name="sample">Sample.</param>
    /// <param name="token">Token, by <see cref="TokenGrid.Index"/>.</param>
    public bool this[int sample, int token] => masked[sample][token];

    /// <summary>True for masked tokens, [batch, token].</summary>
    public Tensor Mask() => tensor(masked.SelectMany(row => row).ToArray()).reshape(Batch, Grid.Tokens);

    /// <summary>Indices of the masked tokens, ascending, [batch, masked], int64.</summary>
    public Tensor MaskedIndices() => Indices(true);

    /// <summary>Indices of the visible tokens, ascending, [batch, visible], int64.</summary>
    public Tensor VisibleIndices() => Indices(false);

    /// <summary>The partition with masked and visible exchanged: for the second pass of symmetric masking.</summary>
    public MaskPartition Complement() => new(Grid, [.. masked.Select(row => Array.ConvertAll(row, m => !m))]);

    /// <summary>The visible tokens of a batch.</summary>
    /// <param name="tokens">[batch, token, width].</param>
    /// <returns>[batch, visible, width].</returns>
    public Tensor Visible(Tensor tokens) => Gather(tokens, VisibleIndices());

    /// <summary>The masked tokens of a batch.</summary>
    /// <param name="tokens">[batch, token, width].</param>
    /// <returns>[batch, masked, width].</returns>
    public Tensor Masked(Tensor tokens) => Gather(tokens, MaskedIndices());

    /// <inheritdoc/>
    public override string ToString() => $"Mask: {MaskedCount} of {Grid.Tokens} tokens masked, {Batch} samples";

    private Tensor Gather(Tensor tokens, Tensor indices)
    {
        InputCheck.Shape(tokens, nameof(tokens), ("batch", Batch), ("token", Grid.Tokens), ("width", -1));
        return tokens.gather(1, indices.to(tokens.device).unsqueeze(-1).expand(-1, -1, tokens.shape[2]));
    }

    private Tensor Indices(bool which) =>
        tensor(masked.SelectMany(row => Enumerable.Range(0, row.Length).Where(i => row[i] == which).Select(i => (long)i)).ToArray())
            .reshape(Batch, which ? MaskedCount : VisibleCount);
}
