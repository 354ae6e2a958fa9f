using System.Text;

namespace Engram.Cli.Tests;

/// <summary>Files that lie or are damaged: one line that names file and cause, exit code 2.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly EngramProcess engram = new();

    public void Dispose() => engram.Dispose();

    [Fact]
    public void AManifestWithAWrongChecksum()
    {
        engram.Write("data-manifests/set.yaml", DataSetFolder.Manifest("set", "files:", DataSetFolder.File("a.bin", [1, 2, 3], sum: new string('0', 64))));
        engram.Write("mirror/set/a.bin", "abc");
        Refused(["data", "verify", "set"], "a.bin", "SHA-256");
        Refused(["data", "where", "set"], "a.bin", "SHA-256");
        Refused(["data", "info", "other"], "other", "Known: set");
    }

    [Fact]
    public void AManifestThatIsNoYaml()
    {
        engram.Write("data-manifests/set.yaml", "name: [");
        Refused(["data", "info", "set"], "set.yaml", "line");
        engram.Write("data-manifests/set.yaml", DataSetFolder.Manifest("set", "colour: red"));
        Refused(["data", "list"], "set.yaml", "colour");
    }

    [Fact]
    public void ATruncatedEdf()
    {
        var header = new StringBuilder().Append("0       ").Append(' ', 160).Append("01.01.2600.00.00").Append("512     ").Append(' ', 44).Append("10      1       1   ")
            .Append("Cz".PadRight(16)).Append(' ', 80).Append("uV      ").Append("-100    ").Append("100     ").Append("-32768  ").Append("32767   ").Append(' ', 80).Append("100     ").Append(' ', 32);
        engram.Write("half.edf", header.Append('\0', 10 * 200 / 2).ToString());
        Refused(["info", "half.edf"], "half.edf", "missing");
        engram.Write("stub.edf", header.ToString()[..200]);
        Refused(["info", "stub.edf"], "stub.edf", "");
    }

    [Fact]
    public void AWfdbHeaderThatPointsToNothing()
    {
        engram.Write("a.hea", "a 1 360 100\nb.dat 16 200 16 0 0 0 0 ECG\n");
        Refused(["info", "a.hea"], "b.dat", "a.hea");
        Refused(["info", "none.hea"], "none.hea", "");
    }

    [Fact]
    public void APaperThatIsNotThere() => Refused(["reproduce", "perpetual-motion"], "perpetual-motion", "Known: augmented-covariance");

    [Fact]
    public void AnUnknownVerb() => Refused(["levitate"], "levitate", "");

    private void Refused(string[] arguments, string file, string cause)
    {
        var (code, _, errors) = engram.Run(arguments, new Dictionary<string, string> { ["ENGRAM_ROOT"] = engram.Folder, ["ENGRAM_CACHE"] = Path.Combine(engram.Folder, "cache"), ["ENGRAM_DATA_MIRROR"] = Path.Combine(engram.Folder, "mirror") });
        Assert.True(code == 2, $"exit code {code}: {errors}");
        Assert.Contains(file, errors);
        Assert.Contains(cause, errors);
        Assert.Single(errors.Trim().Split('\n'));
    }
}
