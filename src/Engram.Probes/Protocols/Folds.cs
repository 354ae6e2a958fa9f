using Engram.Signals.Randomness;

namespace Engram.Probes.Protocols;

/// <summary>Splits of trials into training and test parts.</summary>
public static class Folds
{
    /// <summary>Shuffled folds in which every class has its share; gives the fold of each trial.</summary>
    /// <param name="labels">Class of each trial.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="random">Source of randomness.</param>
    public static int[] Stratified(IReadOnlyList<int> labels, int folds, SeededRandom random)
    {
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
        var order = groups.Distinct().Order().ToList();
        return [.. groups.Select(g => order.IndexOf(g))];
    }
}
