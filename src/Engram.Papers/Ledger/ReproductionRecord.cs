using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Engram.Data;
using Engram.Probes.Metrics;

namespace Engram.Papers.Ledger;

/// <summary>A reproduction as it is kept in <c>reproductions/</c>: everything that decided the numbers, no times, no paths.</summary>
public sealed record ReproductionRecord
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new EstimateJson() },
    };

    /// <summary>Name of the reproduction.</summary>
    public required string Slug { get; init; }

    /// <summary>Short title, authors and year.</summary>
    public required string Title { get; init; }

    /// <summary>The notebook.</summary>
    public required string Notebook { get; init; }

    /// <summary>How large the experiment was.</summary>
    public required ReproductionScale Scale { get; init; }

    /// <summary>The seeds.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>Name of the real data set; <see langword="null"/> where all data were simulated.</summary>
    public string? DataSet { get; init; }

    /// <summary>SHA-256 of each file of the real data set.</summary>
    public required IReadOnlyDictionary<string, string> Checksums { get; init; }

    /// <summary>The sizes of the experiment.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>All measures with their 95 % intervals.</summary>
    public required IReadOnlyDictionary<string, Estimate> Metrics { get; init; }

    /// <summary>The claims.</summary>
    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>Versions of what computed it.</summary>
    public required IReadOnlyDictionary<string, string> Engines { get; init; }

    /// <summary>Runs a reproduction and keeps what it gave.</summary>
    /// <param name="reproduction">The reproduction.</param>
    /// <param name="scale">How large.</param>
    /// <param name="seeds">Repetitions; the reproduction's own number where not given.</param>
    /// <param name="mode">Data: <c>auto</c>, <c>real</c> or <c>simulated</c>.</param>
    /// <param name="catalog">Where real data are.</param>
    /// <param name="progress">Told each part as it begins.</param>
    /// <exception cref="DataException">Real data were asked for and cannot be had.</exception>
    public static ReproductionRecord Make(IReproduction reproduction, ReproductionScale scale, int? seeds, string mode, DataCatalog catalog, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(reproduction);
        ArgumentNullException.ThrowIfNull(catalog);
        var count = seeds ?? reproduction.DefaultSeeds;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(seeds));
        var choice = reproduction.DataSet is { } name ? catalog.Choose(name, mode) : new DataChoice(null, "Simulated data: this paper needs no recording.");
        progress(choice.Sentence);
        var outcome = reproduction.Run(scale, count, choice, progress);
        var own = typeof(ReproductionRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
        return new()
        {
            Slug = reproduction.Slug,
            Title = reproduction.Title,
            Notebook = reproduction.Notebook,
            Scale = scale,
            Seeds = outcome.Seeds,
            DataSet = choice.IsReal ? reproduction.DataSet : null,
            Checksums = choice.IsReal ? catalog.Manifest(reproduction.DataSet!).Files.ToDictionary(f => f.Path, f => f.Sha256) : [],
            Config = JsonSerializer.SerializeToElement(outcome.Config, Format),
            Metrics = outcome.Metrics,
            Claims = outcome.Claims,
            Engines = new SortedDictionary<string, string>(reproduction.Engines.ToDictionary(), StringComparer.Ordinal) { ["engram"] = own, [".NET"] = Environment.Version.ToString() },
        };
    }

    /// <summary>Reads a record.</summary>
    /// <param name="path">A JSON file.</param>
    /// <exception cref="DataException">The file is no record.</exception>
    public static ReproductionRecord Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ReproductionRecord>(File.ReadAllText(path), Format) ?? throw new DataException($"{Path.GetFileName(path)}: the record is empty.");
        }
        catch (JsonException error)
        {
            throw new DataException($"{Path.GetFileName(path)}: not a reproduction record: {error.Message}", error);
        }
    }

    /// <summary>The record as it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format) + "\n";
}
