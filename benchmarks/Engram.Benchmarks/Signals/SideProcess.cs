using System.Diagnostics;
using System.Globalization;

namespace Engram.Benchmarks.Signals;

/// <summary>The harness's end of one side: commands go down, answers come back.</summary>
internal sealed class SideProcess : IDisposable
{
    private readonly Process process;

    private SideProcess(ProcessStartInfo start, int threads)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        foreach (var name in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "DOTNET_PROCESSOR_COUNT"])
            start.Environment[name] = threads.ToString(CultureInfo.InvariantCulture);
        // presets that tie OpenBLAS to an older processor would cripple the peer
        foreach (var name in Presets)
            start.Environment.Remove(name);
        process = Process.Start(start)!;
        if (Answer() is not "ready")
            throw new InvalidOperationException($"A side did not start: {start.FileName} {string.Join(' ', start.ArgumentList)}");
    }

    /// <summary>Variables that are taken away from both sides.</summary>
    public static IReadOnlyList<string> Presets { get; } = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"];

    public static SideProcess Ours(string key, int threads, string folder) =>
        new(new(Environment.ProcessPath!, [typeof(SideProcess).Assembly.Location, "--side", key, $"{threads}", folder]), threads);

    public static SideProcess Peer(string key, int threads, string folder) =>
        new(new("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "signals_peer.py"), key, $"{threads}", folder]), threads);

    /// <summary>Seconds of one run: by the clock, and of processors.</summary>
    public (double Wall, double Processor) Time(int repeats) => Pair($"run {repeats}");

    /// <summary>Resident MB before and at the peak of the first run.</summary>
    public (double Before, double Peak) Memory() => Pair("memory");

    public void Write(string path) => Ask($"check {path}");

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private (double First, double Second) Pair(string command)
    {
        var words = Ask(command).Split(' ');
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private string Ask(string command)
    {
        process.StandardInput.WriteLine(command);
        return Answer();
    }

    private string Answer() => process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"A side of the duel ended: {process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}; its message is above.");
}
