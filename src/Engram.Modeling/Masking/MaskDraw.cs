namespace Engram.Modeling.Masking;

/// <summary>What all samplers share: counts by a ratio and the checks of a draw.</summary>
internal static class MaskDraw
{
    /// <summary>⌊ratio · n⌋, not one less where the product is whole but for rounding.</summary>
    public static int Count(double ratio, int n) => (int)Math.Floor((ratio * n) + 1e-9);

    /// <summary>Draws each sample by itself.</summary>
    public static MaskPartition Batch(TokenGrid grid, int batch, Action<bool[]> draw)
    {
        ArgumentNullException.ThrowIfNull(grid);
        grid.Check();
        if (batch < 1)
            throw new ArgumentOutOfRangeException(nameof(batch), $"Expected at least one sample, got {batch}.");
        var masked = new bool[batch][];
        for (var sample = 0; sample < batch; sample++)
            draw(masked[sample] = new bool[grid.Tokens]);
        return new(grid, masked);
    }
}
