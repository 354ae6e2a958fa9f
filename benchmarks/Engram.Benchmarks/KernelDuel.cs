using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Engram.Notebooks.Kernel;

namespace Engram.Benchmarks;

/// <summary>Our Jupyter kernel against ipykernel: one script drives both through Jupyter's client, first one, then the other.</summary>
internal static class KernelDuel
{
    private sealed record Row(string Name, double Value, string Unit, string Check);

    public static int Run()
    {
        var root = Environment.GetEnvironmentVariable("ENGRAM_ROOT") ?? Environment.CurrentDirectory;
        var program = Path.Combine(root, "artifacts", "kernel", "engram.dll");
        if (!File.Exists(program))
        {
            Console.Error.WriteLine("engram bench kernel: the kernel is not compiled yet. Run ./engram kernel install first.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory().FullName;
        KernelSpec.Install(folder, "engram", [Environment.ProcessPath!, program, "kernel", "run"], new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0" }, isForced: true);
        Directory.CreateDirectory(Path.Combine(folder, "python"));
        File.WriteAllText(Path.Combine(folder, "python", "kernel.json"), """{"argv":["/usr/bin/python3","-m","ipykernel_launcher","-f","{connection_file}"],"display_name":"python","language":"python"}""");
        var ours = Measure(folder, "engram", "csharp").ToList();
        var peer = Measure(folder, "python", "python").ToDictionary(r => r.Name);
        Directory.Delete(folder, recursive: true);
        if (ours.Count == 0)
        {
            Console.Error.WriteLine("engram bench kernel: the driver did not run. It needs: apt-get install python3-jupyter-client python3-ipykernel");
            return 2;
        }

        Console.WriteLine($"{"case",-30} {"Engram",12} {"ipykernel",12} {"ratio",7}  equal results");
        foreach (var row in ours)
        {
            if (!peer.TryGetValue(row.Name, out var other))
                continue;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.Name,-30} {row.Value,9:0.00} {row.Unit,-2} {other.Value,9:0.00} {other.Unit,-2} {row.Value / other.Value,7:0.00}  {(row.Check == other.Check ? "yes" : $"NO: {row.Check} and {other.Check}")}"));
        }

        return 0;
    }

    private static IEnumerable<Row> Measure(string folder, string name, string language)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "kernel_peer.py"), folder, name, language]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { }; // Jupyter's log; what matters comes as rows
        process.BeginErrorReadLine();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            yield return new(root.GetProperty("name").GetString()!, root.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : double.PositiveInfinity, root.GetProperty("unit").GetString()!, root.GetProperty("check").ToString());
        }

        process.WaitForExit();
    }
}
