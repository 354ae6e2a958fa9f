using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Engram.Signals.Riemannian;

namespace Engram.Benchmarks.Signals;

/// <summary>Our side of a duel as a process of its own, with the same commands as signals_peer.py.</summary>
internal static class SignalSide
{
    public static int Serve(string key, int threads, string folder)
    {
        var work = SignalCases.All.Single(c => c.Key == key).Prepare(folder);
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            Console.WriteLine(words[0] switch
            {
                "memory" => Memory(() => work(threads)),
                "check" => Check(work(threads), words[1]),
                _ => Time(() => work(threads), int.Parse(words[1], CultureInfo.InvariantCulture)),
            });
        }

        return 0;
    }

    private static string Memory(Func<object> work)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true); // what preparing the input left behind
        var before = Status("VmRSS");
        ResetPeak();
        GC.KeepAlive(work());
        return string.Create(CultureInfo.InvariantCulture, $"{before} {Status("VmHWM")}");
    }

    private static string Time(Func<object> work, int repeats)
    {
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
            GC.KeepAlive(work());
        var wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        return string.Create(CultureInfo.InvariantCulture, $"{wall / repeats:R} {(process.TotalProcessorTime - processor).TotalSeconds / repeats:R}");
    }

    private static string Check(object result, string path)
    {
        using var file = File.Create(path);
        Write(result, file);
        return "written";
    }

    private static void Write(object result, Stream stream)
    {
        switch (result)
        {
            case double[] values: stream.Write(MemoryMarshal.AsBytes<double>(values)); break;
            case SymmetricMatrix matrix: stream.Write(MemoryMarshal.AsBytes(matrix.Values)); break;
            case double[,] grid: stream.Write(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref grid[0, 0], grid.Length))); break;
            case Complex[,,] block: stream.Write(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref block[0, 0, 0], block.Length))); break;
            case Array parts:
                foreach (var part in parts)
                    Write(part, stream);
                break;
            default: throw new ArgumentException($"No way to write a {result.GetType().Name}.", nameof(result));
        }
    }

    // Linux forgets the peak so far
    private static void ResetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    private static double Status(string key) => File.ReadLines("/proc/self/status").First(l => l.StartsWith(key, StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is var words ? double.Parse(words[^2], CultureInfo.InvariantCulture) / 1024 : 0;
}
