namespace Engram.Torch.Generator;

/// <summary>One argument of an ATen operator.</summary>
/// <param name="Type">Type without alias annotation and fixed list size: <c>Tensor</c>, <c>int[]?</c>, <c>ScalarType?</c>.</param>
/// <param name="Name">Argument name.</param>
/// <param name="Default">Default text, or <see langword="null"/> where it is required.</param>
internal sealed record SchemaArgument(string Type, string Name, string? Default);
