using Engram.Benchmarks;
using Engram.Benchmarks.Signals;

// engram bench [DUEL…] [--threads 1|all|both] [--install-peers]: both sides in turn on this machine; all duels where none is named.
if (args is ["--side", var key, var threads, var folder])
    return SignalSide.Serve(key, int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture), folder);

Dictionary<string, Func<int>> others = new() { ["torch"] = TorchTable.Print, ["kernel"] = KernelDuel.Run };
string[] known = [.. others.Keys, .. SignalDuel.Names];
var (names, isInstalling, counts) = (new List<string>(), false, ThreadCounts.Both);
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--install-peers")
        isInstalling = true;
    else if (args[i] == "--threads" && ThreadCountsExtensions.TryParse(args.ElementAtOrDefault(i + 1), out counts))
        i++;
    else if (known.Contains(args[i]))
        names.Add(args[i]);
    else
        return Refuse(args[i] == "--threads" ? $"expected --threads 1, all or both, got '{args.ElementAtOrDefault(i + 1)}'" : $"no duel '{args[i]}'. Known: {string.Join(", ", known)}; options: --threads 1|all|both, --install-peers");
}

if (names.Count == 0)
    names.AddRange(known);

if (isInstalling)
{
    if (Peers.Install() is not 0 and var code)
        return code;
}

foreach (var name in names.Where(others.ContainsKey))
{
    if (others[name]() is not 0 and var code)
        return code;
}

string[] signals = [.. names.Where(SignalDuel.Names.Contains)];
return signals.Length > 0 ? SignalDuel.Run(signals, counts) : 0;

static int Refuse(string message)
{
    Console.Error.WriteLine($"engram bench: {message}.");
    return 2;
}
