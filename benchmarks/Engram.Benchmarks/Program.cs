using Engram.Benchmarks;

// engram bench DUEL…: both sides in turn on this machine.
Dictionary<string, Func<int>> duels = new() { ["torch"] = TorchTable.Print, ["kernel"] = KernelDuel.Run };
foreach (var name in args.Length > 0 ? args : ["torch"])
{
    if (!duels.TryGetValue(name, out var duel))
    {
        Console.Error.WriteLine($"engram bench: no duel '{name}'. Known: {string.Join(", ", duels.Keys)}.");
        return 2;
    }

    if (duel() is not 0 and var code)
        return code;
}

return 0;
