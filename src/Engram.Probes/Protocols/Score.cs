using Engram.Probes.Metrics;

namespace Engram.Probes.Protocols;

/// <summary>One number for predicted classes.</summary>
internal static class Score
{
    public static double Of(ProbeMetric metric, IReadOnlyList<int> truth, IReadOnlyList<int> predicted)
    {
        var matrix = ConfusionMatrix.Of(truth, predicted);
        return metric switch
        {
            ProbeMetric.Accuracy => matrix.Accuracy,
            ProbeMetric.CohenKappa => matrix.CohenKappa,
            ProbeMetric.MacroF1 => matrix.MacroF1,
            _ => matrix.BalancedAccuracy,
        };
    }

    public static double Of(ProbeMetric metric, int[] truth, int[] predicted, IReadOnlyList<int> indices)
    {
        var (own, guess) = (new int[indices.Count], new int[indices.Count]);
        for (var i = 0; i < own.Length; i++)
            (own[i], guess[i]) = (truth[indices[i]], predicted[indices[i]]);
        return Of(metric, own, guess);
    }
}
