using System.Diagnostics;
using Engram.Benchmarks;
using Engram.Benchmarks.Signals;

// engram bench DUEL… [--install-peers]: both sides in turn on this machine.
if (args is ["--side", var key, var threads, var folder])
    return SignalSide.Serve(key, int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture), folder);

string[] names = [.. args.Where(a => a != "--install-peers").DefaultIfEmpty("torch")];
Dictionary<string, Func<int>> others = new() { ["torch"] = TorchTable.Print, ["kernel"] = KernelDuel.Run };
if (names.FirstOrDefault(n => !others.ContainsKey(n) && !SignalDuel.Names.Contains(n)) is { } unknown)
{
    Console.Error.WriteLine($"engram bench: no duel '{unknown}'. Known: {string.Join(", ", others.Keys.Concat(SignalDuel.Names))}.");
    return 2;
}

if (args.Contains("--install-peers"))
{
    using var install = Process.Start(new ProcessStartInfo("apt-get", ["install", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=600", "python3-mne", "python3-scipy", "python3-numpy", "python3-torch", "python3-sklearn", "python3-jupyter-client", "python3-ipykernel"]))!;
    install.WaitForExit();
    if (install.ExitCode != 0)
        return install.ExitCode;
}

foreach (var name in names.Where(others.ContainsKey))
{
    if (others[name]() is not 0 and var code)
        return code;
}

string[] signals = [.. names.Where(SignalDuel.Names.Contains)];
return signals.Length > 0 ? SignalDuel.Run(signals) : 0;
