namespace Engram.Signals.Simulation;

/// <summary>Segments of an <see cref="ElectrodeStateSet"/> with everything that is true of them.</summary>
/// <param name="Library">The states.</param>
/// <param name="Cycles">Order of the states in the cycle of each group.</param>
/// <param name="Trials">[segment][electrode][time] (V).</param>
/// <param name="States">[segment][electrode], index into the library.</param>
/// <param name="Subjects">Subject of each segment.</param>
/// <param name="Labels">Group of each segment, 0 or 1.</param>
public sealed record ElectrodeStateSegments(ResonantState[] Library, int[][] Cycles, double[][][] Trials, int[][] States, int[] Subjects, int[] Labels)
{
    /// <summary>What can be known of a segment's group at best, near enough: pairs of neighbours on the cycle of group 1 less those on the cycle of group 0.</summary>
    /// <param name="segment">The segment.</param>
    public int Evidence(int segment)
    {
        var states = States[segment];
        return Enumerable.Range(1, states.Length - 1).Sum(e => IsPair(1, states[e - 1], states[e]) - IsPair(0, states[e - 1], states[e]));
    }

    private int IsPair(int group, int a, int b)
    {
        var (i, j) = (Array.IndexOf(Cycles[group], a), Array.IndexOf(Cycles[group], b));
        var apart = Math.Abs(i - j);
        return apart == 1 || apart == Cycles[group].Length - 1 ? 1 : 0;
    }
}
