namespace Engram.Data;

/// <summary>How much of a data set is here, by names and lengths alone.</summary>
/// <param name="Place"><c>cache</c>, <c>mirror</c> or <c>none</c>.</param>
/// <param name="Files">Files that are here.</param>
/// <param name="Expected">Files of the whole; <see langword="null"/> where the listing has not been fetched.</param>
public sealed record DataPresence(string Place, int Files, int? Expected)
{
    /// <inheritdoc/>
    public override string ToString() => Files == 0 ? "-" : Files == Expected ? Place : $"{Place} (part)";
}
