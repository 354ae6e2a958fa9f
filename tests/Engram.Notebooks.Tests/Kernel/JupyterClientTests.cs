using System.Diagnostics;
using Engram.Notebooks.Kernel;

namespace Engram.Notebooks.Tests.Kernel;

public class JupyterClientTests
{
    /// <summary>Runs tests/oracles/jupyter_kernel.py: the kernel as a process of its own, libzmq and Jupyter's client on the other side.</summary>
    [Fact]
    public void JupytersOwnClientIsServed()
    {
        var root = Root();
        var program = Path.Combine(root, "artifacts", "bin", "Engram.Cli", "release", "engram.dll");
        Assert.SkipWhen(!File.Exists(program), "the command line is not built");
        Assert.SkipWhen(Run("-c", "import jupyter_client").Code != 0, "python3-jupyter-client is not installed");
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            KernelSpec.Install(folder, KernelSpec.DefaultName, [Environment.ProcessPath!, program, "kernel", "run"], new Dictionary<string, string>(), isForced: false);
            var (code, text) = Run(Path.Combine(root, "tests", "oracles", "jupyter_kernel.py"), folder);
            Assert.True(code == 0, string.Join('\n', text.Split('\n').Where(l => !l.StartsWith("ok", StringComparison.Ordinal))));
            Assert.True(text.Split('\n').Count(l => l.StartsWith("ok", StringComparison.Ordinal)) > 35, text);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Code, string Text) Run(params string[] arguments)
    {
        if (!File.Exists("/usr/bin/python3"))
            return (1, "");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text + (process.ExitCode == 0 ? "" : errors.Result));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Toolkit.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
