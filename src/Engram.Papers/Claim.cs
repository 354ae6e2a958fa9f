namespace Engram.Papers;

/// <summary>One claim of a paper, tested here.</summary>
/// <param name="Statement">What is claimed, in one sentence.</param>
/// <param name="Paper">The paper's figure.</param>
/// <param name="Ours">Ours at this scale, with its interval.</param>
/// <param name="Baseline">The baseline's figure, with its interval.</param>
/// <param name="Holds">Whether the claim holds here; <see langword="null"/> where the data cannot decide.</param>
public sealed record Claim(string Statement, string Paper, string Ours, string Baseline, bool? Holds);
