namespace Engram.Signals.Formats;

/// <summary>The noise covariance of a FIFF file: the lower triangle row by row, or the diagonal alone.</summary>
public sealed class FiffCovarianceReader : IFormatReader<NoiseCovariance>
{
    private const int MostChannels = 8192;

    /// <inheritdoc/>
    public string Name => "FIFF covariance";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => ["-cov.fif", "_cov.fif"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => FiffFile.HasSignature(head);

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public NoiseCovariance Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var fiff = FiffFile.Read(file);
        var block = fiff.Root.Find(FiffKind.CovarianceBlock).FirstOrDefault() ?? throw new SignalFormatException(file.Name, 0, "covariance", "the file holds none");
        var size = fiff.Number(block, FiffKind.CovarianceDimension, "dimension") ?? 0;
        var names = fiff.Names(block, FiffKind.RowNames);
        if (size is < 1 or > MostChannels || size != Math.Floor(size) || (names.Length > 0 && names.Length != size))
            throw new SignalFormatException(file.Name, 0, "dimension", $"expected 1 to {MostChannels} and as many names, got {size} and {names.Length} names");
        var n = (int)size;
        var tag = block.Tag(FiffKind.Covariance) ?? block.Tag(FiffKind.CovarianceDiagonal) ?? throw new SignalFormatException(file.Name, 0, "covariance", "the block has no numbers");
        var values = fiff.Matrix(tag, "covariance").Values;
        var isDiagonal = tag.Kind == FiffKind.CovarianceDiagonal;
        if (values.Length != (isDiagonal ? n : n * (n + 1L) / 2))
            throw new SignalFormatException(file.Name, tag.Offset, "covariance", $"expected {(isDiagonal ? n : n * (n + 1L) / 2)} numbers for {n} channels, got {values.Length}");
        var rows = new double[n][];
        for (var i = 0; i < n; i++)
            rows[i] = new double[n];
        for (int i = 0, at = 0; i < n; i++)
        {
            for (var j = isDiagonal ? i : 0; j <= i; j++)
                rows[i][j] = rows[j][i] = values[at++];
        }

        return new(rows, names.Length > 0 ? names : [.. Enumerable.Range(0, n).Select(i => $"{i}")], (int)Math.Clamp(fiff.Number(block, FiffKind.DegreesOfFreedom, "degrees of freedom") ?? 0, 0, int.MaxValue), file.ToProvenance())
        {
            BadChannels = [.. block.Find(FiffKind.BadChannelsBlock).SelectMany(b => fiff.Names(b, FiffKind.ChannelNames))],
        };
    }
}
