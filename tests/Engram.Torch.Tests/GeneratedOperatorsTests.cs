using System.Runtime.InteropServices;
using Engram.Torch.Generator;
using TorchSharp;

namespace Engram.Torch.Tests;

public class GeneratedOperatorsTests
{
    // Other libtorch versions have other schemas; the committed files are written with the one that Debian 12 ships.
    [Fact]
    public unsafe void CommittedOperatorsAreWhatTheGeneratorWrites()
    {
        Assert.SkipUnless(torch.__version__.StartsWith("1.13", StringComparison.Ordinal), "the committed operators are written with libtorch 1.13");
        var generation = Generation.Run(Generation.FindProject(AppContext.BaseDirectory), Marshal.PtrToStringUTF8((nint)Native.engram_schemas())!);
        foreach (var (path, text) in generation.Files)
            Assert.True(File.ReadAllText(path) == text, $"{Path.GetFileName(path)} is stale: run ./engram generate");
    }
}
