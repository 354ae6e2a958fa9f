using System.Text.Json.Nodes;
using Engram.Notebooks.Kernel;

namespace Engram.Notebooks.Tests.Kernel;

public sealed class KernelSpecTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TheEntryStartsTheKernelAndIsReplacedOnlyByItself()
    {
        var target = Install();
        var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(target, "kernel.json")))!;
        Assert.Equal(["dotnet", "engram.dll", "-f", "{connection_file}"], spec["argv"]!.AsArray().Select(a => a!.ToString()));
        Assert.Equal("message", spec["interrupt_mode"]!.ToString());
        Assert.Contains("register_mime_type", File.ReadAllText(Path.Combine(target, "kernel.js")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(target, "plotly.min.js")));
        Install(); // ours may be renewed
        File.WriteAllText(Path.Combine(target, "kernel.json"), "{\"argv\":[\"dotnet\",\"interactive\"]}");
        Assert.Contains("--force", Assert.Throws<KernelException>(() => Install()).Message);
        Assert.Throws<KernelException>(() => KernelSpec.Uninstall(folder, KernelSpec.DefaultName));
        Install(isForced: true);
        KernelSpec.Uninstall(folder, KernelSpec.DefaultName);
        Assert.False(Directory.Exists(target));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    public void NamesStayInsideTheFolder(string name) => Assert.Throws<KernelException>(() => KernelSpec.Install(folder, name, [], new Dictionary<string, string>(), false));

    private string Install(bool isForced = false) => KernelSpec.Install(folder, KernelSpec.DefaultName, ["dotnet", "engram.dll"], new Dictionary<string, string>(), isForced);
}
