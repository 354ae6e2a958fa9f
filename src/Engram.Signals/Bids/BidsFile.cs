namespace Engram.Signals.Bids;

/// <summary>A file of a BIDS tree: its place and what its name says.</summary>
/// <param name="RelativePath">Path from the root of the tree, with slashes.</param>
/// <param name="Entities">Values by key in the order of the name (<c>sub</c>, <c>ses</c>, <c>task</c>, <c>run</c> …).</param>
/// <param name="Suffix">What it holds (<c>eeg</c>, <c>channels</c>, <c>events</c> …).</param>
/// <param name="Extension">With the first dot (<c>.edf</c>, <c>.nii.gz</c>).</param>
public sealed record BidsFile(string RelativePath, IReadOnlyDictionary<string, string> Entities, string Suffix, string Extension)
{
    /// <summary>The folder's name: <c>eeg</c>, <c>ieeg</c>, <c>meg</c>, <c>anat</c> …</summary>
    public string DataType => RelativePath.Split('/') is [.., var folder, _] && !folder.Contains('-', StringComparison.Ordinal) ? folder : "";

    /// <summary>The subject, without <c>sub-</c>.</summary>
    public string? Subject => this["sub"];

    /// <summary>The session, without <c>ses-</c>.</summary>
    public string? Session => this["ses"];

    /// <summary>The task.</summary>
    public string? Task => this["task"];

    /// <summary>The run.</summary>
    public string? Run => this["run"];

    internal string Folder => RelativePath.LastIndexOf('/') is var slash and >= 0 ? RelativePath[..slash] : "";

    /// <summary>The value of an entity; null when the name has none.</summary>
    /// <param name="key">Its key.</param>
    public string? this[string key] => Entities.GetValueOrDefault(key);

    /// <summary>Reads a name of the form <c>key-value_key-value_suffix.extension</c>.</summary>
    /// <param name="relativePath">Path from the root of the tree.</param>
    /// <returns>Null when the name is of another form.</returns>
    public static BidsFile? TryParse(string relativePath)
    {
        ArgumentNullException.ThrowIfNull(relativePath);
        var path = relativePath.Replace('\\', '/');
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0)
            return null;
        var parts = name[..dot].Split('_');
        var entities = new Dictionary<string, string>();
        foreach (var part in parts[..^1])
        {
            if (part.Split('-') is not [{ Length: > 0 } key, { Length: > 0 } value] || !entities.TryAdd(key, value))
                return null;
        }

        return parts[^1].Contains('-', StringComparison.Ordinal) || parts[^1].Length == 0 ? null : new(path, entities, parts[^1], name[dot..]);
    }

    /// <summary>Whether this file's words apply to another: it stands in the same folder or above, and the other's name has all its entities.</summary>
    /// <param name="other">A data file.</param>
    public bool AppliesTo(BidsFile other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Folder.Length == 0 || other.Folder == Folder || other.Folder.StartsWith(Folder + "/", StringComparison.Ordinal)) && Entities.All(e => other[e.Key] == e.Value);
    }

    /// <inheritdoc/>
    public override string ToString() => RelativePath;
}
