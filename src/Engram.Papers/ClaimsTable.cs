using Engram.Rendering;

namespace Engram.Papers;

/// <summary>The claims of a paper beside what came out here.</summary>
/// <param name="Claims">The claims.</param>
public sealed record ClaimsTable(IReadOnlyList<Claim> Claims)
{
    /// <summary>The table for a notebook.</summary>
    public Table ToTable() => new(["claim", "paper", "ours at this scale", "baseline", "holds?"],
        [.. Claims.Select(c => (IReadOnlyList<string>)[c.Statement, c.Paper, c.Ours, c.Baseline, c.Holds switch { true => "yes", false => "no", _ => "cannot be told here" }])]);

    /// <summary>Ends the notebook with an error unless every decided claim came out as the notebook's text says.</summary>
    /// <param name="expected">For each claim in order, what the text says: holds, does not hold, cannot be told.</param>
    /// <exception cref="InvalidOperationException">A claim came out differently.</exception>
    public void Require(params IReadOnlyList<bool?> expected)
    {
        if (expected.Count != Claims.Count)
            throw new ArgumentException($"Expected a verdict for each of {Claims.Count} claims, got {expected.Count}.", nameof(expected));
        var different = Claims.Where((c, i) => c.Holds != expected[i]).ToList();
        if (different.Count > 0)
            throw new InvalidOperationException("Claims came out differently from the text: " + string.Join("; ", different.Select(c => $"\"{c.Statement}\": {c.Ours} against {c.Baseline}")));
    }
}
