using Engram.Data;

namespace Engram.Cli.Verbs.Data;

/// <summary>Bytes for readers: decimal units, three digits.</summary>
internal static class ByteCount
{
    public static string Format(long? bytes) => bytes switch
    {
        null => DataManifest.NotGiven,
        >= 1_000_000_000_000 => $"{bytes / 1e12:0.##} TB",
        >= 1_000_000_000 => $"{bytes / 1e9:0.##} GB",
        >= 1_000_000 => $"{bytes / 1e6:0.##} MB",
        >= 1_000 => $"{bytes / 1e3:0.##} kB",
        _ => $"{bytes} B",
    };

    /// <summary>The size of a data set; <c>~</c> before one that was not compared with the publisher's page.</summary>
    public static string Of(DataManifest manifest) => (manifest.Bytes is not null && manifest.Unverified.Contains("bytes") ? "~" : "") + Format(manifest.TotalBytes);
}
