namespace Engram.Torch.Tracing;

/// <summary>A tensor that an operator took or gave.</summary>
/// <param name="Id">The same for the same tensor, as long as the trace is alive.</param>
/// <param name="Shape">Its sizes at the time of the call.</param>
public sealed record TracedTensor(long Id, IReadOnlyList<long> Shape);
