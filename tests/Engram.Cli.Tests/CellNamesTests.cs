using System.Reflection;

namespace Engram.Cli.Tests;

public class CellNamesTests
{
    /// <summary>Cells import every room, so a name that two rooms share would be ambiguous in all of them.</summary>
    [Fact]
    public void NoTwoRoomsShareTheNameOfAType()
    {
        var types = Directory.EnumerateFiles(AppContext.BaseDirectory, "Engram.*.dll").Where(f => !Path.GetFileName(f).Contains(".Tests", StringComparison.Ordinal))
            .SelectMany(f => Assembly.LoadFrom(f).GetExportedTypes())
            .Where(t => !t.IsNested && t.Namespace?.StartsWith("Engram.", StringComparison.Ordinal) == true && !t.Namespace.StartsWith("Engram.Notebooks", StringComparison.Ordinal)).ToArray();
        Assert.True(types.Length > 300, $"{types.Length} types");
        Assert.Empty(types.GroupBy(t => t.Name).Where(g => g.Count() > 1).Select(g => string.Join(", ", g.Select(t => t.FullName))));
    }
}
