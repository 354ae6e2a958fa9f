using System.IO.Compression;
using Engram.Notebooks.Cells;

namespace Engram.Notebooks.Tests.Cells;

/// <summary><c>#r "nuget: …"</c> through a real restore, from a feed in a folder.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("engram-feed").FullName;
    private readonly string? packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES"), share = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
    private readonly CellEngine engine = new();
    private readonly RecordedOutput output = new();

    public PackageTests()
    {
        // what is restored here stays here
        Environment.SetEnvironmentVariable("NUGET_PACKAGES", Path.Combine(folder, "packages"));
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", Path.Combine(folder, "share"));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("NUGET_PACKAGES", packages);
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", share);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void APackageAndWhatItNeedsAreRestoredAndUsed()
    {
        var inner = Library("Engram.Test.Inner", "public static class Inner { public static int Get() => 41; }");
        Pack("Engram.Test.Inner", inner);
        Pack("Engram.Test.Outer", Library("Engram.Test.Outer", "public static class Outer { public static int Get() => Inner.Get() + 1; }", inner), "Engram.Test.Inner");

        var missing = engine.Run($"#i \"nuget: {Path.Combine(folder, "feed")}\"\n#r \"nuget: Engram.Test.Nowhere, 1.0.0\"", output).Error;
        Assert.SkipWhen(missing!.Message.Contains("NU1301", StringComparison.Ordinal), "the package sources of this machine do not answer");
        Assert.Contains("Engram.Test.Nowhere", missing.Message);

        var error = engine.Run("#r \"nuget: Engram.Test.Outer, 1.0.0\"\nOuter.Get() + Inner.Get()", output).Error;
        Assert.True(error is null, error?.Message);
        Assert.Equal("83", output.Last());
        Assert.Contains("Outer", engine.Complete("Oute", 4).Items.Select(i => i.Text));

        // the same list again needs no feed
        Directory.Delete(Path.Combine(folder, "feed"), recursive: true);
        Assert.Null(engine.Run("#r \"nuget: Engram.Test.Outer, 1.0.0\"\nOuter.Get()", output).Error);
    }

    private string Library(string name, string code, string? reference = null)
    {
        var file = Path.Combine(folder, name + ".dll");
        var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create(name, [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(code)],
            new[] { typeof(object).Assembly.Location, reference }.Where(f => f is not null).Select(f => Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(f!)),
            new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        using var stream = File.Create(file);
        Assert.True(compilation.Emit(stream).Success);
        return file;
    }

    private void Pack(string name, string library, string? dependency = null)
    {
        var feed = Directory.CreateDirectory(Path.Combine(folder, "feed")).FullName;
        using var package = ZipFile.Open(Path.Combine(feed, $"{name}.1.0.0.nupkg"), ZipArchiveMode.Create);
        var needs = dependency is null ? "" : $"<dependency id=\"{dependency}\" version=\"1.0.0\" />";
        using (var writer = new StreamWriter(package.CreateEntry($"{name}.nuspec").Open()))
            writer.Write($"<package><metadata><id>{name}</id><version>1.0.0</version><authors>test</authors><description>test</description><dependencies><group targetFramework=\"net10.0\">{needs}</group></dependencies></metadata></package>");
        package.CreateEntryFromFile(library, $"lib/net10.0/{name}.dll");
    }
}
