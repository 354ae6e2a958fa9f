using Engram.Data;
using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.Tests;

/// <summary>Records, the pages written from them, and what is committed of both.</summary>
public class LedgerTests
{
    private static readonly string Root = DataCatalog.FindRoot();
    private static readonly string Folder = Path.Combine(Root, "reproductions");

    public static TheoryData<string> Slugs => [.. Reproductions.All.Select(r => r.Slug)];

    [Fact]
    public void TheReadmeAndTheClaimsPageAreWhatTheRecordsSay()
    {
        var records = LedgerPages.Load(Folder);
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        Assert.Equal(LedgerPages.Replace(readme, records), readme);
        Assert.Equal(LedgerPages.Claims(records), File.ReadAllText(Path.Combine(Folder, "README.md")));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void EveryPaperHasARecordThatItsNotebookShows(string slug)
    {
        var reproduction = Reproductions.Find(slug);
        var path = Path.Combine(Folder, slug + ".json");
        var record = ReproductionRecord.Load(path);
        Assert.Equal(File.ReadAllText(path), record.ToJson());
        Assert.Equal((reproduction.Slug, reproduction.Title, reproduction.Notebook), (record.Slug, record.Title, record.Notebook));
        Assert.True(record.Seeds.Count >= 3);
        Assert.NotEmpty(record.Claims);
        Assert.Equal(reproduction.DataSet is { } name ? DataCatalog.Standard().Manifest(name).Files.ToDictionary(f => f.Path, f => f.Sha256) : [], record.Checksums);
        var notebook = File.ReadAllText(Path.Combine(Root, record.Notebook));
        foreach (var claim in record.Claims)
        {
            Assert.Contains(claim.Statement, notebook, StringComparison.Ordinal);
            Assert.Contains(claim.Ours?.ToString() ?? "not measured", notebook, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ARecordWithoutRealDataSaysSoAndOneSeedDecidesNothing()
    {
        var catalog = new DataCatalog(Path.Combine(Root, "data-manifests"), Path.Combine(Path.GetTempPath(), "engram-none"), []);
        var record = ReproductionRecord.Make(new Miniature(), ReproductionScale.Quick, 1, "simulated", catalog, _ => { });
        Assert.Null(record.DataSet);
        Assert.Empty(record.Checksums);
        Assert.Equal(Verdict.NotTestableHere, record.Claims[0].Verdict);
        Assert.Contains("simulated data only", LedgerPages.Claims([record]));
        Assert.Equal(Verdict.DoesNotHold, ReproductionRecord.Make(new Miniature(), ReproductionScale.Quick, 3, "simulated", catalog, _ => { }).Claims[0].Verdict);
        Assert.Throws<ArgumentOutOfRangeException>(() => ReproductionRecord.Make(new Miniature(), ReproductionScale.Quick, 0, "simulated", catalog, _ => { }));
    }

    [Theory]
    [InlineData("{", "not a reproduction record")]
    [InlineData("null", "empty")]
    [InlineData("{\"slug\": \"x\", \"colour\": 1}", "colour")]
    public void FilesThatAreNoRecordsAreRefusedByName(string text, string cause)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("engram-ledger-").FullName, "bad.json");
        File.WriteAllText(path, text);
        var error = Assert.Throws<DataException>(() => ReproductionRecord.Load(path));
        Assert.Contains("bad.json", error.Message);
        Assert.Contains(cause, error.Message);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void ClaimsThatCameOutDifferentlyEndTheNotebook()
    {
        var table = new ClaimsTable(new Miniature().Run(ReproductionScale.Quick, 3, new(null, ""), _ => { }).Claims);
        table.Require(Verdict.DoesNotHold);
        Assert.Contains("heavier", Assert.Throws<InvalidOperationException>(() => table.Require(Verdict.Holds)).Message);
        Assert.Throws<ArgumentException>(() => table.Require());
    }

    // Small enough to be followed by hand: the mean of 1 … seeds is not above 100.
    private sealed class Miniature : IReproduction
    {
        public string Slug => "miniature";

        public string Title => "Miniature (Nobody 2000)";

        public string Notebook => "notebooks/none.ipynb";

        public string? DataSet => "mitdb-100";

        public int DefaultSeeds => 3;

        public IReadOnlyDictionary<string, string> Engines { get; } = new Dictionary<string, string>();

        public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
        {
            var estimate = Estimate.Of([.. Enumerable.Range(1, seeds).Select(i => (double)i)]);
            return new(new { scale }, RepeatedRuns.Seeds(1, seeds), new Dictionary<string, Estimate> { ["weight"] = estimate },
                [new() { Statement = "it is heavier | than 100", Paper = "none", Measure = "kg", Data = "simulated", Ours = estimate, Test = "the interval lies above 100", Verdict = Claim.Decide(estimate.Low > 100, estimate) }]);
        }
    }
}
