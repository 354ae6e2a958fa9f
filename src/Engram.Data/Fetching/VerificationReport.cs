namespace Engram.Data;

/// <summary>How the files of a copy compare with what is published.</summary>
/// <param name="DataSet">Name of the data set.</param>
/// <param name="Folder">The copy.</param>
/// <param name="Verified">Files that are as published.</param>
/// <param name="Pinned">Files without a published checksum that are as they came.</param>
/// <param name="Damaged">Files that are missing or other than published.</param>
/// <param name="Problems">What is wrong with each of them, in words.</param>
/// <param name="Expected">Files of the whole data set; <see langword="null"/> where its listing has not been fetched.</param>
public sealed record VerificationReport(string DataSet, string Folder, IReadOnlyList<string> Verified, IReadOnlyList<string> Pinned, IReadOnlyList<string> Damaged, IReadOnlyList<string> Problems, int? Expected)
{
    /// <summary>Whether nothing is wrong with what is here.</summary>
    public bool IsSound => Problems.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => IsSound
        ? $"{DataSet}: {Verified.Count + Pinned.Count} of {Expected?.ToString() ?? "an unknown number of"} files here, all {(Pinned.Count == 0 ? "as published" : $"unchanged ({Pinned.Count} without a published checksum)")}"
        : $"{DataSet}: {string.Join("; ", Problems)}. Run ./engram data fetch {DataSet}{(Verified.Count + Pinned.Count + Damaged.Count == Expected ? "" : $" --records {string.Join(',', Damaged)}")}.";
}
