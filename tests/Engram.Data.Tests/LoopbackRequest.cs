namespace Engram.Tests;

/// <summary>What a client asked a <see cref="LoopbackServer"/> for.</summary>
/// <param name="Number">1 for the first request.</param>
/// <param name="Path">The path with its slash.</param>
/// <param name="From">First byte of its Range.</param>
/// <param name="IfRange">Its If-Range.</param>
internal sealed record LoopbackRequest(int Number, string Path, long? From, string? IfRange);
