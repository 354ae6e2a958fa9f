namespace Engram.Torch.Tracing;

/// <summary>One operator call.</summary>
/// <param name="Name">Name in libtorch's registry without the namespace, such as <c>matmul</c>.</param>
/// <param name="Arguments">In the schema's order: <see cref="TracedTensor"/>, arrays of them, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>, <c>long[]</c>; <see langword="null"/> for none and for what a diagram does not need.</param>
/// <param name="Results">The tensors that it gave.</param>
public sealed record OperatorRecord(string Name, IReadOnlyList<object?> Arguments, IReadOnlyList<TracedTensor> Results);
