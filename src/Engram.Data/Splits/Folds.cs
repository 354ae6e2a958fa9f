using Engram.Signals.Randomness;

namespace Engram.Data;

/// <summary>The fold of each trial, for code that walks over folds itself.</summary>
public static class Folds
{
    /// <summary>Shuffled folds in which every class has its share; gives the fold of each trial.</summary>
    /// <param name="labels">Class of each trial.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="random">Source of randomness.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two folds, or more than there are trials.</exception>
    public static int[] Stratified(IReadOnlyList<int> labels, int folds, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(random);
        if (folds < 2 || folds > labels.Count)
            throw new ArgumentOutOfRangeException(nameof(folds), $"Expected 2 to {labels.Count} folds for {labels.Count} trials, got {folds}.");
        var result = new int[labels.Count];
        var next = 0;
        foreach (var group in random.Permutation(labels.Count).GroupBy(i => labels[i]).OrderBy(g => g.Key))
        {
            foreach (var trial in group)
                result[trial] = next++ % folds;
        }

        return result;
    }

    /// <summary>One fold for each group (run, session, subject), so that no group is on both sides.</summary>
    /// <param name="groups">Group of each trial.</param>
    public static int[] ByGroup(IReadOnlyList<int> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var fold = groups.Distinct().Order().Select((g, i) => (g, i)).ToDictionary(p => p.g, p => p.i);
        return [.. groups.Select(g => fold[g])];
    }
}
