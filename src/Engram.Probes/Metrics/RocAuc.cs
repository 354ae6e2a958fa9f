namespace Engram.Probes.Metrics;

/// <summary>Area under the receiver operating characteristic: the chance that a trial of class 1 scores above one of class 0, ties counting half.</summary>
public static class RocAuc
{
    /// <summary>The area, by ranks.</summary>
    /// <param name="scores">One score for each trial.</param>
    /// <param name="labels">0 or 1 for each trial.</param>
    /// <exception cref="ArgumentException">One class is absent.</exception>
    public static double Of(IReadOnlyList<double> scores, IReadOnlyList<int> labels)
    {
        var order = Enumerable.Range(0, scores.Count).OrderBy(i => scores[i]).ToArray();
        double rankSum = 0;
        var positives = labels.Count(l => l == 1);
        var negatives = labels.Count - positives;
        if (positives == 0 || negatives == 0)
            throw new ArgumentException("Expected trials of both classes.", nameof(labels));
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && scores[order[end]] == scores[order[start]])
                end++;
            for (var i = start; i < end; i++)
                rankSum += labels[order[i]] == 1 ? (start + end + 1) / 2.0 : 0;
            start = end;
        }

        return (rankSum - (positives * (positives + 1) / 2.0)) / ((double)positives * negatives);
    }
}
