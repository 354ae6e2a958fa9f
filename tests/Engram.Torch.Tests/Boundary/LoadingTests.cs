using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Boundary;

/// <summary>When libtorch is loaded, and what is said where it cannot be. Each case needs a process of its own.</summary>
public class LoadingTests
{
    private static (int ExitCode, string Output) InChild(string method, string? library)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(LoadingTests).Assembly.Location);
        foreach (var argument in (string[])["-explicit", "only", "-method", $"{typeof(LoadingTests).FullName}.{method}"])
            start.ArgumentList.Add(argument);
        if (library is not null)
            start.Environment["ENGRAM_TORCH_LIBRARY"] = library;
        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync();
        var output = child.StandardOutput.ReadToEnd() + errors.Result;
        child.WaitForExit();
        return (child.ExitCode, output);
    }

    private static void AssertPassesInChild(string method, string? library = null)
    {
        var (exitCode, output) = InChild(method, library);
        Assert.True(exitCode == 0 && output.Contains("Total: 1, Errors: 0, Failed: 0", StringComparison.Ordinal), output);
    }

    private static bool IsMapped(string library) => File.ReadAllText("/proc/self/maps").Contains(library, StringComparison.Ordinal);

    [Fact]
    public void LibtorchIsLoadedByTheFirstTensor() => AssertPassesInChild(nameof(ChildLoadsAtTheFirstTensor));

    [Fact]
    public void AMissingLibrarySaysHowToGetIt() => AssertPassesInChild(nameof(ChildMissesTheLibrary), "/nowhere/libengram_torch.so");

    [Fact]
    public void AFileThatIsNoLibraryIsNamed()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "not a library");
            AssertPassesInChild(nameof(ChildMissesTheLibrary), file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact(Explicit = true)]
    public void ChildLoadsAtTheFirstTensor()
    {
        // what code without tensors may touch
        Scalar number = 3.5;
        Assert.Equal(ScalarType.Float64, number.Type);
        Assert.Equal("cpu", device("cpu").ToString());
        Assert.Equal(DeviceType.CPU, CPU.type);
        _ = TensorIndex.Slice(1, 2);
        using (NewDisposeScope())
            Assert.Equal(0, Tensor.TotalCount);
        Assert.False(IsMapped("libtorch"));
        Assert.False(IsMapped("libengram_torch"));
        Assert.Equal("", NativeLoader.LoadedFrom);

        using var first = ones(2);
        Assert.True(IsMapped("libtorch"));
        Assert.True(IsMapped("libengram_torch"));
        Assert.EndsWith("libengram_torch.so", NativeLoader.LoadedFrom);
    }

    [Fact(Explicit = true)]
    public void ChildMissesTheLibrary()
    {
        var configured = Environment.GetEnvironmentVariable("ENGRAM_TORCH_LIBRARY")!;
        foreach (var use in (Action[])[() => ones(2), () => is_grad_enabled(), () => manual_seed(1), () => new torch.Generator(1).Dispose()])
        {
            var error = Assert.ThrowsAny<Exception>(use);
            while (error is not DllNotFoundException)
                error = error.InnerException ?? throw new InvalidOperationException("no DllNotFoundException inside", error);
            Assert.Contains("./engram setup", error.Message);
            Assert.Contains(configured, error.Message);
        }
    }
}
