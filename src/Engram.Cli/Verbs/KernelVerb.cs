using System.CommandLine;
using Engram.Notebooks.Kernel;

namespace Engram.Cli.Verbs;

/// <summary><c>engram kernel</c>: the Jupyter kernel.</summary>
internal static class KernelVerb
{
    public static Command Create()
    {
        var name = new Option<string>("--name") { Description = "Name of the kernel.", DefaultValueFactory = _ => KernelSpec.DefaultName };
        var prefix = new Option<string?>("--prefix") { Description = "Environment to install into, for example $CONDA_PREFIX." };
        var isSystem = new Option<bool>("--system") { Description = "For all users." };
        var isForced = new Option<bool>("--force") { Description = "Replaces another kernel of the same name." };
        var install = new Command("install", "Makes the kernel known to Jupyter, for this user if nothing else is said.") { name, prefix, isSystem, isForced };
        install.SetAction(parse =>
        {
            var target = KernelSpec.Install(KernelSpec.Folder(parse.GetValue(isSystem), parse.GetValue(prefix)), parse.GetValue(name)!, [Dotnet(), Program(), "kernel", "run"], Variables(), parse.GetValue(isForced), Plotly());
            Console.WriteLine($"installed {parse.GetValue(name)} in {target}");
            return ExitCodes.Success;
        });
        var uninstall = new Command("uninstall", "Removes the kernel from Jupyter.") { name, prefix, isSystem };
        uninstall.SetAction(parse =>
        {
            Console.WriteLine($"removed {KernelSpec.Uninstall(KernelSpec.Folder(parse.GetValue(isSystem), parse.GetValue(prefix)), parse.GetValue(name)!)}");
            return ExitCodes.Success;
        });
        var file = new Option<string>("-f") { Required = true, Description = "Connection file that Jupyter has made." };
        var run = new Command("run", "Runs the kernel; Jupyter calls this.") { file };
        run.SetAction(parse => JupyterKernel.Run(parse.GetValue(file)!));
        return new Command("kernel", "The Jupyter kernel for C#.") { install, uninstall, run };
    }

    private static string Dotnet() => Environment.ProcessPath!;

    // the launcher compiles a fast-starting copy for the kernel; without it this program serves
    private static string Program()
    {
        var copy = Environment.GetEnvironmentVariable("ENGRAM_ROOT") is { } root ? Path.Combine(root, "artifacts", "kernel", "engram.dll") : "";
        return File.Exists(copy) ? copy : Path.Combine(AppContext.BaseDirectory, "engram.dll");
    }

    // the launcher fetches it where npm is
    private static string? Plotly() =>
        Environment.GetEnvironmentVariable("ENGRAM_ROOT") is { } root && Path.Combine(root, "artifacts", "plotly", "plotly.min.js") is var file && File.Exists(file) ? file : null;

    private static Dictionary<string, string> Variables() => new()
    {
        // an endless allocation ends in an OutOfMemoryException in its cell instead of taking the machine along (hexadecimal: 80 %)
        ["DOTNET_GCHeapHardLimitPercent"] = "50", ["DOTNET_TieredPGO"] = "0",
        ["ENGRAM_ROOT"] = Environment.GetEnvironmentVariable("ENGRAM_ROOT") ?? "",
    };
}
