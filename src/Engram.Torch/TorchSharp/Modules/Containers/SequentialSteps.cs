namespace TorchSharp.Modules;

/// <summary>The named steps of a sequence; indices may count from the end.</summary>
internal sealed class SequentialSteps
{
    private readonly List<(string Name, torch.nn.Module Module)> list = [];

    public int Count => list.Count;

    public (string Name, torch.nn.Module Module) this[int index] => list[index < 0 ? index + Count : index];

    public void Add((string Name, torch.nn.Module Module) step) => list.Add(step);

    public List<(string Name, torch.nn.Module Module)> Between(int start, int end)
    {
        var (first, last) = (start < 0 ? start + Count : start, end < 0 ? end + Count : end);
        if (first < 0 || last > Count || first > last)
            throw new ArgumentOutOfRangeException(nameof(start), $"Expected a part of {Count} steps, got {start} to {end}.");
        return list.GetRange(first, last - first);
    }
}
