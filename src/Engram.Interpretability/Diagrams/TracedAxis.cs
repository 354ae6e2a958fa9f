namespace Engram.Interpretability.Diagrams;

/// <summary>An axis that keeps its identity from operation to operation.</summary>
internal sealed class TracedAxis(string name, long size)
{
    public string Name => name;

    public long Size => size;

    public override string ToString() => $"{name} {size}";
}
