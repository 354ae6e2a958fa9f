namespace Engram.Data;

/// <summary>Where the files of a data set are listed, when they are too many for the manifest.</summary>
public sealed record DataListing
{
    /// <summary>Form of the listing.</summary>
    public required ListingKind Kind { get; init; }

    /// <summary>Address of the listing.</summary>
    public required string Url { get; init; }

    /// <summary>Address under which the files' paths stand; the listing's own folder where it is left out.</summary>
    public string Base { get; init; } = "";

    /// <summary>Regular expression of the paths that belong to the data set; all where it is left out.</summary>
    public string Include { get; init; } = "";
}
