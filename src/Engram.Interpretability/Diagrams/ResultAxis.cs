namespace Engram.Interpretability.Diagrams;

/// <summary>An axis of a result and the operands' axes that run through into it (operand, axis); none where the operation makes it.</summary>
internal sealed record ResultAxis(TracedAxis Axis, params IReadOnlyList<(int Operand, int Axis)> Sources);
