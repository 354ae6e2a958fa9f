using Engram.Rendering;

namespace Engram.Papers.Ledger;

/// <summary>The claims of a paper beside what came out here.</summary>
/// <param name="Claims">The claims.</param>
public sealed record ClaimsTable(IReadOnlyList<Claim> Claims)
{
    /// <summary>The table for a notebook.</summary>
    public Table ToTable() => new(["claim", "paper", "measure here", "ours at this scale", "baseline", "verdict"],
        [.. Claims.Select(c => (IReadOnlyList<string>)[c.Statement, c.Paper, $"{c.Measure}; {c.Data}", c.Ours?.ToString() ?? "not measured", c.Baseline?.ToString() ?? "", Claim.Words(c.Verdict)])]);

    /// <summary>Ends the notebook with an error unless every decided claim came out as the notebook's text says.</summary>
    /// <param name="expected">For each claim in order, what the text says.</param>
    /// <exception cref="ArgumentException">Not one verdict for each claim.</exception>
    /// <exception cref="InvalidOperationException">A claim came out differently.</exception>
    public void Require(params IReadOnlyList<Verdict> expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        if (expected.Count != Claims.Count)
            throw new ArgumentException($"Expected a verdict for each of {Claims.Count} claims, got {expected.Count}.", nameof(expected));
        var different = Claims.Where((c, i) => c.Verdict != expected[i] && c.Verdict != Verdict.NotTestableHere).ToList();
        if (different.Count > 0)
            throw new InvalidOperationException("Claims came out differently from the text: " + string.Join("; ", different.Select(c => $"\"{c.Statement}\" {Claim.Words(c.Verdict)}: {c.Ours} against {c.Baseline}")));
    }
}
