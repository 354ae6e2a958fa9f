namespace Engram.Interpretability.Circuits;

/// <summary>Scores heads by the codes that they take in positive examples and in no negative one (O'Neill and Bui 2024).</summary>
public static class UniqueCodeScore
{
    /// <summary>For each head, |codes in positives \ codes in negatives|.</summary>
    /// <param name="positives">Codes of the examples with the behaviour.</param>
    /// <param name="negatives">Codes of the examples without it.</param>
    /// <param name="isNormalised">Whether the count is divided by |codes in positives ∪ codes in negatives|.</param>
    /// <exception cref="ArgumentException">Heads or codes differ in number.</exception>
    public static double[] OfHeads(HeadCodes positives, HeadCodes negatives, bool isNormalised = false)
    {
        Check(positives, negatives);
        var (with, without) = (positives.Frequencies(), negatives.Frequencies());
        var scores = new double[positives.Heads];
        for (var head = 0; head < scores.Length; head++)
        {
            var union = 0;
            for (var code = 0; code < positives.Count; code++)
            {
                scores[head] += with[head, code] > 0 && without[head, code] == 0 ? 1 : 0;
                union += with[head, code] + without[head, code] > 0 ? 1 : 0;
            }

            if (isNormalised)
                scores[head] /= union;
        }

        return scores;
    }

    /// <summary>For each pair of heads, the number of code pairs that occur together in a positive example and in no negative one; 0 for a head with itself.</summary>
    /// <param name="positives">Codes of the examples with the behaviour.</param>
    /// <param name="negatives">Codes of the examples without it.</param>
    /// <returns>[head, head]; symmetric.</returns>
    /// <exception cref="ArgumentException">Heads or codes differ in number.</exception>
    public static double[,] OfPairs(HeadCodes positives, HeadCodes negatives)
    {
        Check(positives, negatives);
        var scores = new double[positives.Heads, positives.Heads];
        var seen = new HashSet<int>();
        for (var a = 0; a < positives.Heads; a++)
        {
            for (var b = a + 1; b < positives.Heads; b++)
            {
                seen.Clear();
                for (var example = 0; example < positives.Examples; example++)
                    seen.Add((positives[example, a] * positives.Count) + positives[example, b]);
                for (var example = 0; example < negatives.Examples; example++)
                    seen.Remove((negatives[example, a] * negatives.Count) + negatives[example, b]);
                scores[a, b] = scores[b, a] = seen.Count;
            }
        }

        return scores;
    }

    /// <summary>
    /// Scores of heads from scores of pairs: pairs in falling order are unrolled into a list of heads, and a head's score is how often
    /// it is among the first k = heads² / 2 entries. Pairs of equal score at the cut share what room is left, so that their order
    /// does not matter; where all pairs are equal, so are all heads.
    /// </summary>
    /// <param name="pairs">[head, head], symmetric.</param>
    public static double[] HeadsOfPairs(double[,] pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var heads = pairs.GetLength(0);
        var room = heads * heads / 2.0;
        var scores = new double[heads];
        var ordered = from a in Enumerable.Range(0, heads) from b in Enumerable.Range(0, heads) where a != b group (a, b) by pairs[a, b] into same orderby same.Key descending select same.ToArray();
        foreach (var same in ordered)
        {
            var share = Math.Min(1, room / (2.0 * same.Length));
            foreach (var (a, b) in same)
            {
                scores[a] += share;
                scores[b] += share;
            }

            room -= 2 * same.Length * share;
            if (room <= 0)
                break;
        }

        return scores;
    }

    private static void Check(HeadCodes positives, HeadCodes negatives)
    {
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentNullException.ThrowIfNull(negatives);
        if (positives.Heads != negatives.Heads || positives.Count != negatives.Count)
            throw new ArgumentException($"Expected the same heads and codes in both sets, got {positives.Heads} heads of {positives.Count} codes and {negatives.Heads} of {negatives.Count}.", nameof(negatives));
    }
}
