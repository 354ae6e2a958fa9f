using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Engram.Cli.Verbs;

/// <summary><c>engram launch</c>: one command as several processes that find each other by torchrun's variables.</summary>
internal static class LaunchVerb
{
    private static readonly Lock Gate = new();

    public static Command Create()
    {
        var count = new Option<int>("--nproc", "-n") { Required = true, Description = "Number of processes on this machine." };
        var words = new Argument<string[]>("command") { Arity = ArgumentArity.OneOrMore, Description = "After --: a verb of this program (run NOTEBOOK …), or another program with its arguments." };
        var command = new Command("launch", "Starts a command as several processes (RANK, WORLD_SIZE, MASTER_ADDR, MASTER_PORT); the first failure ends all.") { count, words };
        command.SetAction((parse, cancellation) => Run(parse.GetValue(count), parse.GetValue(words)!, cancellation));
        return command;
    }

    private static async Task<int> Run(int count, string[] words, CancellationToken cancellation)
    {
        if (count is < 1 or > 1024)
            throw new ArgumentException($"--nproc: expected 1 to 1024, got {count}.");
        var (address, port) = (Environment.GetEnvironmentVariable("MASTER_ADDR") ?? "127.0.0.1", Environment.GetEnvironmentVariable("MASTER_PORT") ?? FreePort().ToString(CultureInfo.InvariantCulture));
        var processes = new List<Process>();
        try
        {
            for (var rank = 0; rank < count; rank++)
                processes.Add(Start(words, rank, count, address, port));
            var running = processes.Select((process, rank) => Wait(process, rank)).ToList();
            while (running.Count > 0)
            {
                var ended = await Task.WhenAny(running).WaitAsync(cancellation).ConfigureAwait(false);
                running.Remove(ended);
                var (rank, code) = await ended.ConfigureAwait(false);
                if (code == 0)
                    continue;
                if (count > 1)
                    Console.Error.WriteLine($"engram: rank {rank} ended with {code}; the others are stopped.");
                return code;
            }

            return ExitCodes.Success;
        }
        finally
        {
            foreach (var process in processes)
            {
                if (!process.HasExited)
                    process.Kill(entireProcessTree: true);
                process.Dispose();
            }
        }
    }

    private static Process Start(string[] words, int rank, int count, string address, string port)
    {
        var isVerb = CommandLine.Root().Subcommands.Any(c => c.Name == words[0]);
        var start = new ProcessStartInfo(isVerb ? Environment.ProcessPath! : words[0], isVerb ? [Path.Combine(AppContext.BaseDirectory, "engram.dll"), .. words] : words[1..])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            Environment =
            {
                ["RANK"] = $"{rank}", ["LOCAL_RANK"] = $"{rank}", ["WORLD_SIZE"] = $"{count}", ["LOCAL_WORLD_SIZE"] = $"{count}", ["MASTER_ADDR"] = address, ["MASTER_PORT"] = port,
            },
        };

        // more threads than cores would only get in each other's way
        start.Environment.TryAdd("OMP_NUM_THREADS", $"{Math.Max(1, Environment.ProcessorCount / count)}");
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Tell(Console.Out, rank, count, line.Data);
        process.ErrorDataReceived += (_, line) => Tell(Console.Error, rank, count, line.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new ArgumentException($"{words[0]}: neither a verb of engram nor a program that starts ({error.Message}).", error);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<(int Rank, int Code)> Wait(Process process, int rank)
    {
        await process.WaitForExitAsync().ConfigureAwait(false);
        return (rank, process.ExitCode);
    }

    // whole lines, so that the processes' words do not mix
    private static void Tell(TextWriter writer, int rank, int count, string? line)
    {
        if (line is null)
            return;
        lock (Gate)
            writer.WriteLine(count == 1 ? line : $"[{rank}] {line}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
