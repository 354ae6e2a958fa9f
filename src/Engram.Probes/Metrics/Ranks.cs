namespace Engram.Probes.Metrics;

/// <summary>Ranks from 1, equal values sharing the mean of their ranks.</summary>
internal static class Ranks
{
    public static double[] Of(IReadOnlyList<double> values)
    {
        var (sorted, order) = (values.ToArray(), Enumerable.Range(0, values.Count).ToArray());
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + end + 1) / 2.0;
            start = end;
        }

        return ranks;
    }
}
