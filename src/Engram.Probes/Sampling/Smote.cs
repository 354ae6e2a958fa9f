using Engram.Signals.Randomness;

namespace Engram.Probes.Sampling;

/// <summary>
/// Makes classes equally large with new samples on the segments between a sample and one of its k nearest of the same class,
/// x + u (x' - x), u uniform in [0, 1) (SMOTE, Chawla et al. 2002). For training samples only: made before a split, it puts mixtures of
/// training and test samples on both sides.
/// </summary>
public sealed record Smote
{
    /// <summary>k, neighbours to choose from; fewer where a class is small.</summary>
    public int Neighbors { get; init; } = 5;

    /// <summary>The samples, then the new ones.</summary>
    /// <param name="features">[sample, feature], of training samples.</param>
    /// <param name="labels">Class of each.</param>
    /// <param name="random">Source of randomness.</param>
    /// <exception cref="ArgumentException">Counts differ, there is one class only, or a class that needs new samples has a single one.</exception>
    public (FeatureMatrix Features, int[] Labels) Balance(FeatureMatrix features, IReadOnlyList<int> labels, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(Neighbors, 1);
        var (classes, index) = ProbeInput.Classes(features, labels);
        var members = classes.Select((_, c) => Enumerable.Range(0, features.Rows).Where(i => index[i] == c).ToArray()).ToArray();
        var largest = members.Max(m => m.Length);
        var (values, targets) = (new List<double>(features.Values.ToArray()), labels.ToList());
        for (var c = 0; c < members.Length; c++)
        {
            if (members[c].Length == largest)
                continue;
            if (members[c].Length < 2)
                throw new ArgumentException($"Expected two samples or more of class {classes[c]} to make new ones between them, got one.", nameof(labels));
            Grow(features, members[c], largest - members[c].Length, random, values);
            targets.AddRange(Enumerable.Repeat(classes[c], largest - members[c].Length));
        }

        return (new(targets.Count, features.Columns, values.ToArray()), [.. targets]);
    }

    private void Grow(FeatureMatrix features, int[] members, int count, SeededRandom random, List<double> values)
    {
        for (var made = 0; made < count; made++)
        {
            var from = members[random.NextInt(members.Length)];
            var near = Nearest(features, members, from);
            var (to, u) = (near[random.NextInt(near.Length)], random.NextDouble());
            for (var column = 0; column < features.Columns; column++)
                values.Add(features[from, column] + (u * (features[to, column] - features[from, column])));
        }
    }

    private int[] Nearest(FeatureMatrix features, int[] members, int from) =>
        [.. members.Where(m => m != from).OrderBy(m => Distance(features.Row(from), features.Row(m))).ThenBy(m => m).Take(Neighbors)];

    private static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => System.Numerics.Tensors.TensorPrimitives.Distance(a, b);
}
