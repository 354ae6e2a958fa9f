namespace Engram.Interpretability.Diagrams;

/// <summary>Which operator calls a module made.</summary>
internal sealed record ModuleSpan(string Caption, int Start, int End);
