using Engram.Torch.Generator;
using TorchSharp;

namespace Engram.Torch.Tests.Surface;

/// <summary>
/// Engram.Torch against the public signatures of TorchSharp 0.106: types, members, parameter names and defaults. What is still missing
/// is listed in Fixtures/surface_gaps.txt; a new gap fails, and so does a listed one that has been closed. To write the file anew:
/// <c>ENGRAM_WRITE_SURFACE_GAPS=1 dotnet Engram.Torch.Tests.dll -class "*PublicSurfaceTests"</c>.
/// </summary>
public class PublicSurfaceTests
{
    private static readonly Dictionary<string, Type> Ours = typeof(torch).Assembly.GetExportedTypes().ToDictionary(SignatureWriter.TypeKey);

    private static string GapFile() =>
        Path.Combine(Generation.FindProject(AppContext.BaseDirectory), "..", "..", "tests", "Engram.Torch.Tests", "Fixtures", "surface_gaps.txt");

    [Fact]
    public void TheGapsAreTheListedOnes()
    {
        var gaps = Gaps().ToList();
        if (Environment.GetEnvironmentVariable("ENGRAM_WRITE_SURFACE_GAPS") == "1")
            File.WriteAllText(GapFile(), string.Concat(gaps.Select(g => g + "\n")));
        var listed = File.ReadAllLines(GapFile());
        Assert.Empty(gaps.Except(listed)); // these are gone from our surface: bring them back
        Assert.Empty(listed.Except(gaps)); // these are closed: write the file anew
    }

    [Fact]
    public void NothingThatExistsIsExcluded()
    {
        Assert.DoesNotContain(SurfaceExclusions.Types.Keys, Ours.ContainsKey);
        var missing = Missing().ToHashSet();
        Assert.Empty(SurfaceExclusions.Members.Keys.Except(missing));
    }

    [Fact]
    public void EveryExclusionNamesSomethingOfTheList() =>
        Assert.Empty(SurfaceExclusions.Types.Keys.Except(SignatureList.Read().Select(t => t.Type)));

    // The comparison must see a changed name, default and type: one member each way, bent on purpose.
    [Theory]
    [InlineData("static torch.Tensor argwhere(torch.Tensor input)", true)]
    [InlineData("static torch.Tensor argwhere(torch.Tensor tensor)", false)]
    [InlineData("static torch.Tensor logspace(double start, double end, long steps, double base=10, torch.ScalarType? dtype=null, torch.Device device=null, bool requires_grad=false)", true)]
    [InlineData("static torch.Tensor logspace(double start, double end, long steps, double base=2, torch.ScalarType? dtype=null, torch.Device device=null, bool requires_grad=false)", false)]
    [InlineData("static torch.Tensor logspace(double start, double end, int steps, double base=10, torch.ScalarType? dtype=null, torch.Device device=null, bool requires_grad=false)", false)]
    public void NamesDefaultsAndTypesAreCompared(string member, bool expected) =>
        Assert.Equal(expected, Members(typeof(torch)).Contains(member));

    private static IEnumerable<string> Gaps() => Missing().Except(SurfaceExclusions.Members.Keys);

    private static IEnumerable<string> Missing()
    {
        foreach (var (type, members) in SignatureList.Read().Where(t => !SurfaceExclusions.Types.ContainsKey(t.Type)))
        {
            var found = Ours.TryGetValue(type, out var ours) ? Members(ours) : null;
            if (found is null)
                yield return $"type {type}";
            foreach (var member in members.Where(m => found is null || !found.Contains(m)))
                yield return $"{type} :: {member}";
        }
    }

    // A property that can also be set serves wherever one that can be read is expected.
    private static HashSet<string> Members(Type type)
    {
        var members = SignatureWriter.Members(type).ToHashSet();
        members.UnionWith([.. members.Where(m => m.EndsWith(" {get;set;}", StringComparison.Ordinal)).Select(m => m.Replace("{get;set;}", "{get;}", StringComparison.Ordinal))]);
        return members;
    }
}
