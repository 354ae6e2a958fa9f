using Engram.Signals.Numerics;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Engram.Modeling.Codebooks;

/// <summary>
/// k-means: Lloyd's (1982) rounds — assign each vector to its nearest centre, exactly; move each centre to the mean of its vectors —
/// from a start by greedy k-means++ (Arthur and Vassilvitskii 2007). A centre without vectors moves to the vector that is farthest from its own.
/// </summary>
public static class KMeans
{
    private const int VectorsInPiece = 1024; // what one core does at a time

    /// <summary>Starting centres: each is drawn with a chance proportional to its squared distance from those before, the best of 2 + ⌊ln K⌋ draws.</summary>
    /// <param name="vectors">[n, D], finite, n of at least K.</param>
    /// <param name="count">K.</param>
    /// <param name="random">Generator.</param>
    /// <returns>[K, D].</returns>
    /// <exception cref="ArgumentException">There are fewer vectors than centres, or a number is not finite.</exception>
    public static Tensor PlusPlus(Tensor vectors, int count, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Check(vectors, count);
        var (n, width) = ((int)vectors.shape[0], (int)vectors.shape[1]);
        var data = NearestCode.Host(vectors);
        var (distance, trial, best) = (new double[n], new double[n], new double[n]);
        Array.Fill(distance, double.PositiveInfinity);
        var chosen = new long[count];
        var draws = 2 + (int)Math.Log(count);
        for (var k = 0; k < count; k++)
        {
            var leastSum = double.PositiveInfinity;
            var total = k == 0 ? 0 : TensorPrimitives.Sum<double>(distance);
            for (var draw = 0; draw < (k == 0 ? 1 : draws); draw++)
            {
                var candidate = total > 0 ? Draw(distance, total * random.NextDouble()) : random.NextInt(n);
                var (before, now) = (distance, trial);
                ChannelGroups.For((n + VectorsInPiece - 1) / VectorsInPiece, 0, piece =>
                {
                    var centre = data.AsSpan(candidate * width, width);
                    for (var i = piece * VectorsInPiece; i < Math.Min(n, (piece + 1) * VectorsInPiece); i++)
                        now[i] = Math.Min(before[i], CentreAssignment.SquaredDistance(data.AsSpan(i * width, width), centre));
                });
                var sum = TensorPrimitives.Sum<double>(trial);
                if (sum < leastSum)
                {
                    (leastSum, chosen[k]) = (sum, candidate);
                    (trial, best) = (best, trial);
                }
            }

            (distance, best) = (best, distance);
        }

        using var indices = tensor(chosen).to(vectors.device);
        return vectors.detach().index_select(0, indices);
    }

    /// <summary>Rounds from given centres.</summary>
    /// <param name="vectors">[n, D], finite, float32 or float64, n of at least K.</param>
    /// <param name="start">[K, D].</param>
    /// <param name="maximumIterations">Most rounds.</param>
    /// <param name="tolerance">Ends the rounds when the squared moves of the centres add up to this share of the mean variance of the axes.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, there are fewer vectors than centres, or a number is not finite.</exception>
    public static KMeansResult Lloyd(Tensor vectors, Tensor start, int maximumIterations = 300, double tolerance = 1e-4)
    {
        InputCheck.Shape(start, nameof(start), ("centre", -1), ("width", -1));
        Check(vectors, start.shape[0]);
        InputCheck.Shape(vectors, nameof(vectors), ("vector", -1), ("width", start.shape[1]));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (size, width) = ((int)start.shape[0], (int)start.shape[1]);
        var data = NearestCode.Host(vectors);
        var limit = tolerance > 0 ? tolerance * MeanVariance(data, width) : 0;
        var centres = NearestCode.Host(start);
        var rounded = Rounded(centres, vectors.dtype);
        var assignment = new CentreAssignment(data, width, rounded);
        bool[]? changed = null;
        var iteration = 0;
        for (var settled = false; !settled && iteration < maximumIterations; iteration++)
        {
            var (moved, isRepaired) = Means(data, assignment.Codes, centres, size, changed);
            var shift = CentreAssignment.SquaredDistance(moved, centres);
            (centres, rounded) = (moved, Rounded(moved, vectors.dtype));
            assignment.Move(rounded);
            changed = isRepaired ? null : assignment.Changed;
            settled = shift <= limit || !Array.Exists(assignment.Changed, c => c);
        }

        var codes = assignment.Codes;
        double inertia = 0;
        for (var i = 0; i < codes.Length; i++)
            inertia += CentreAssignment.SquaredDistance(data.AsSpan(i * width, width), rounded.AsSpan((int)codes[i] * width, width));
        var table = tensor(rounded).reshape(size, width).to(vectors.dtype).to(vectors.device);
        return new(table.MoveToOuterDisposeScope(), tensor(codes).to(vectors.device).MoveToOuterDisposeScope(), inertia, iteration);
    }

    // of the axes
    private static double MeanVariance(double[] data, int width)
    {
        var n = data.Length / width;
        var (mean, sum) = (new double[width], 0.0);
        for (var i = 0; i < n; i++)
            TensorPrimitives.MultiplyAdd(data.AsSpan(i * width, width), 1.0 / n, mean, mean);
        for (var i = 0; i < n; i++)
            sum += CentreAssignment.SquaredDistance(data.AsSpan(i * width, width), mean);
        return sum / n / width;
    }

    // the vectors are compared with centres of their own type
    private static double[] Rounded(double[] centres, ScalarType type) => type == float64 ? centres : Array.ConvertAll(centres, c => (double)(float)c);

    // the centres whose vectors did not change stay where they are; without vectors there is none to divide by, and all are made again
    private static (double[] Moved, bool IsRepaired) Means(double[] data, long[] codes, double[] centres, int size, bool[]? changed)
    {
        var width = centres.Length / size;
        var sums = CodeSums.Of(data, codes, size, changed);
        var isRepaired = sums.Counts.Contains(0);
        if (isRepaired)
        {
            sums = CodeSums.Of(data, codes, size);
            changed = null;
            Repair(data, (long[])codes.Clone(), centres, sums, width);
        }

        for (var k = 0; k < size; k++)
        {
            var mean = sums.Sums.AsSpan(k * width, width);
            if (changed is null || changed[k])
                TensorPrimitives.Divide(mean, sums.Counts[k], mean);
            else
                centres.AsSpan(k * width, width).CopyTo(mean);
        }

        return (sums.Sums, isRepaired);
    }

    // each centre without vectors takes the vector that is farthest from its own
    private static void Repair(double[] data, long[] codes, double[] centres, CodeSums sums, int width)
    {
        foreach (var empty in Enumerable.Range(0, sums.Counts.Length).Where(k => sums.Counts[k] == 0))
        {
            var (farthest, largest) = (0, -1.0);
            for (var i = 0; i < codes.Length; i++)
            {
                var distance = sums.Counts[codes[i]] > 1 ? CentreAssignment.SquaredDistance(data.AsSpan(i * width, width), centres.AsSpan((int)codes[i] * width, width)) : -1;
                if (distance > largest)
                    (farthest, largest) = (i, distance);
            }

            var vector = data.AsSpan(farthest * width, width);
            var old = sums.Sums.AsSpan((int)codes[farthest] * width, width);
            TensorPrimitives.Subtract(old, vector, old);
            sums.Counts[codes[farthest]]--;
            vector.CopyTo(sums.Sums.AsSpan(empty * width, width));
            (sums.Counts[empty], codes[farthest]) = (1, empty);
        }
    }

    private static int Draw(double[] weights, double target)
    {
        var last = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] <= 0)
                continue;
            (last, target) = (i, target - weights[i]);
            if (target < 0)
                break;
        }

        return last;
    }

    private static void Check(Tensor vectors, long count)
    {
        InputCheck.Shape(vectors, nameof(vectors), ("vector", -1), ("width", -1));
        InputCheck.Finite(vectors, nameof(vectors));
        if (count < 1 || vectors.shape[0] < count)
            throw new ArgumentException($"Expected at least as many vectors as centres and at least one centre, got {vectors.shape[0]} vectors and {count} centres. Fit on more data or ask for fewer codes.", nameof(vectors));
    }
}
