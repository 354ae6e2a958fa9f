using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Engram.Data.Tests;

/// <summary>The schema of the committed manifests, and their agreement with the staged data's own list of checksums.</summary>
public sealed partial class ManifestTests
{
    private static readonly HashSet<string> Loaders = ["archive", "csv", "edf", "eeglab", "fiff", "idx", "image", "json", "llama2", "mat", "mgz", "mixed", "nifti", "npy", "safetensors", "smiles", "spice", "text", "torch", "wfdb"];

    private static readonly DataCatalog Catalog = new(Path.Combine(DataCatalog.FindRoot(), "data-manifests"), Path.Combine(Path.GetTempPath(), "engram-none"), []);

    public static TheoryData<string> Names => [.. Catalog.Manifests().Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryManifestKeepsTheSchema(string name)
    {
        var manifest = Catalog.Manifest(name); // what the reader itself refuses is not repeated here
        Assert.Contains(manifest.Loader, Loaders);
        Assert.All(manifest.Papers, p => Assert.InRange(p, 1, 47));
        if (manifest.PartOf.Length > 0)
            Assert.Equal("", Catalog.Manifest(manifest.PartOf).PartOf);
        Assert.All(manifest.Files.Where(f => f.Sha256.Length > 0), f => Assert.NotNull(f.Bytes));
        Assert.All(manifest.Files, f => Assert.True(f.Url.Length > 0 || f.Sha256.Length > 0, $"{f.Path} has neither an address nor a checksum"));
        if (manifest.Listing is { } listing)
            Assert.StartsWith("https://", listing.Url);
        Assert.DoesNotContain("seen)", manifest.Title + manifest.Citation);
        Assert.All(Dois().Matches(manifest.Citation).Select(m => m.Value), d => Assert.Matches(@"^10\.\d{4,9}/[^ ;,]+$", d));
        if (manifest.Subjects is { Pattern.Length: > 0 } && manifest.Files.Count > 0)
            Assert.Contains(manifest.Files, f => manifest.SubjectOf(f.Path) is { Length: > 0 });
        Assert.Contains(name, Croissant.Write(manifest));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryDataSetHasCroissantMetadata(string name)
    {
        var manifest = Catalog.Manifest(name);
        var root = JsonNode.Parse(Croissant.Write(manifest))!.AsObject();
        foreach (var key in (string[])["@context", "@type", "conformsTo", "name", "description", "license", "url", "creator", "citeAs", "distribution"])
            Assert.True(root.ContainsKey(key), key);
        Assert.Equal("sc:Dataset", (string?)root["@type"]);
        Assert.Equal("http://mlcommons.org/croissant/1.0", (string?)root["conformsTo"]);
        Assert.True(Uri.TryCreate((string?)root["url"], UriKind.Absolute, out _));
        var context = root["@context"]!.AsObject();
        foreach (var (key, value) in new[] { ("@vocab", "https://schema.org/"), ("cr", "http://mlcommons.org/croissant/"), ("dct", "http://purl.org/dc/terms/"), ("sc", "https://schema.org/") })
            Assert.Equal(value, (string?)context[key]);
        var objects = root["distribution"]!.AsArray();
        Assert.Equal(manifest.Files.Count(f => f.Sha256.Length > 0), objects.Count);
        Assert.Equal(objects.Count, objects.Select(o => (string?)o!["@id"]).Distinct().Count());
        Assert.All(objects, o =>
        {
            Assert.Equal("cr:FileObject", (string?)o!["@type"]);
            Assert.Matches("^[0-9a-f]{64}$", (string?)o["sha256"]);
            Assert.NotEmpty((string?)o["contentUrl"] ?? "");
            Assert.Matches("^[a-z]+/[a-z-]+$", (string?)o["encodingFormat"]);
        });
    }

    [Fact]
    public void EveryOfficialRowOfTheCatalogueHasAManifest()
    {
        // one manifest at least for the landing page of each row of section 3
        if (StagedData.Folder("mitdb-100") is not { } staged)
            return;
        var pages = Catalog.Manifests().SelectMany(m => m.Files.Select(f => f.Url).Prepend(m.Homepage)).ToList();
        Assert.InRange(Catalog.Manifests().Count(), 45, 500);
        var rows = File.ReadAllText(Path.Combine(staged, "..", "CATALOGUE.md")).Split("## 3.")[1].Split("## 4.")[0].Split('\n').Where(l => l.StartsWith('|')).Skip(2).Select(l => l.Split('|')[3]).ToList();
        Assert.InRange(rows.Count, 55, 100);
        foreach (var row in rows)
        {
            var address = Address().Match(row).Value.TrimEnd('/').Replace("<slug>", "mitdb", StringComparison.Ordinal);
            if (address.Length > 0)
                Assert.True(pages.Exists(p => p.Contains(address.Replace("/record/", "/records/", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase) || p.Contains(address, StringComparison.OrdinalIgnoreCase)), row);
        }
    }

    [Fact]
    public void EveryStagedFileIsInAManifestWithTheStagesOwnChecksum()
    {
        if (StagedData.Folder("mitdb-100") is not { } staged)
            return;
        var stage = Path.GetFullPath(Path.Combine(staged, ".."));
        var sums = File.ReadLines(Path.Combine(stage, "SHA256SUMS.txt")).ToDictionary(l => l[68..], l => l[..64]);
        var named = new HashSet<string>();
        foreach (var manifest in Catalog.Manifests())
        {
            foreach (var file in manifest.Files)
            {
                var place = manifest.MirrorPath(file);
                if (sums.TryGetValue(place, out var sum))
                {
                    Assert.True(file.Sha256 == sum, $"{manifest.Name}: {place}");
                    Assert.True(file.Bytes == new FileInfo(Path.Combine(stage, place)).Length, $"{manifest.Name}: {place}");
                    named.Add(place);
                }
                else
                {
                    Assert.True(file.Mirror.Length == 0 && manifest.Mirror.Length == 0, $"{manifest.Name}: {place} is not staged");
                }
            }
        }

        Assert.DoesNotContain(sums.Keys, k => !k.EndsWith(".md", StringComparison.Ordinal) && !named.Contains(k));
    }

    [Fact]
    public void SubjectsAreTold()
    {
        Assert.Equal("S001", Catalog.Manifest("eegmmidb").SubjectOf("S001/S001R03.edf"));
        Assert.Equal("SC400", Catalog.Manifest("sleep-edfx").SubjectOf("sleep-cassette/SC4001E0-PSG.edf"));
        Assert.Equal("SC400", Catalog.Manifest("sleep-edfx").SubjectOf("sleep-cassette/SC4002EC-Hypnogram.edf"));
        Assert.Equal("chb01", Catalog.Manifest("chbmit").SubjectOf("chb21/chb21_01.edf")); // one child under two names
        Assert.Equal("201", Catalog.Manifest("mitdb").SubjectOf("202.dat")); // one tape
        Assert.Null(Catalog.Manifest("mitdb").SubjectOf("RECORDS"));
    }

    [GeneratedRegex(@"(?<=doi )[^ ;,]*")]
    private static partial Regex Dois();

    [GeneratedRegex(@"[a-z0-9.-]+\.(?:org|edu|eu|com|uk|cn|io|1)/[A-Za-z0-9_./<>-]+")]
    private static partial Regex Address();
}
