using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Engram.Probes.Numerics;

namespace Engram.Probes.Neighbors;

/// <summary>
/// Exact nearest neighbours. Candidates are found in single precision, where ‖q - r‖² = ‖q‖² + ‖r‖² - 2 q·r is off by a known ε at most;
/// all that may be among the nearest are measured again in double precision, so that the result is that of a full search.
/// </summary>
public sealed class NearestNeighbors
{
    private const int Group = 64; // queries that share a panel while it is in the first cache
    private const double SingleUnit = 1.0 / (1 << 24);

    private readonly FeatureMatrix reference;
    private readonly NeighborMetric metric;
    private readonly double[] centre;
    private readonly double scale = 1;
    private readonly PackedRows packed;

    /// <summary>Prepares the samples to search among.</summary>
    /// <param name="reference">[sample, feature].</param>
    /// <param name="metric">How near two samples are.</param>
    /// <param name="threads">Most threads at once; 0 for one a core.</param>
    public NearestNeighbors(FeatureMatrix reference, NeighborMetric metric = NeighborMetric.Euclidean, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(reference);
        (this.metric, centre) = (metric, new double[reference.Columns]);
        this.reference = metric == NeighborMetric.Cosine ? Normalised(reference) : reference;
        if (metric == NeighborMetric.Euclidean)
        {
            // distances do not change with the centre, but what single precision loses does
            for (var i = 0; i < reference.Rows; i++)
                TensorPrimitives.MultiplyAdd(reference.Row(i), 1.0 / reference.Rows, centre, centre);
            double largest = 0;
            var difference = new double[centre.Length];
            for (var i = 0; i < reference.Rows; i++)
            {
                TensorPrimitives.Subtract(reference.Row(i), centre, difference);
                largest = Math.Max(largest, Math.Abs(TensorPrimitives.MaxMagnitude<double>(difference)));
            }

            scale = largest > 0 ? Math.ScaleB(1, Math.Max(-Math.ILogB(largest), -1000)) : 1; // a power of two rounds nothing
        }

        packed = new(this.reference, Prepare, hasNorms: metric == NeighborMetric.Euclidean, threads);
    }

    /// <summary>Samples to search among.</summary>
    public int Count => reference.Rows;

    /// <summary>Finds the nearest samples.</summary>
    /// <param name="queries">[query, feature], as many features as the reference.</param>
    /// <param name="count">k, how many for each query: 1 to the number of reference samples.</param>
    /// <param name="threads">Most threads at once; 0 for one a core. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">Another number of features, or k does not fit.</exception>
    public NeighborTable Query(FeatureMatrix queries, int count, int threads = 0)
    {
        ProbeInput.Width(queries, reference.Columns);
        if (count < 1 || count > reference.Rows)
            throw new ArgumentOutOfRangeException(nameof(count), $"Expected 1 to {reference.Rows} neighbours, as many as there are reference samples, got {count}.");
        var wanted = metric == NeighborMetric.Cosine ? Normalised(queries) : queries;
        var result = new NeighborTable(new int[wanted.Rows][], new double[wanted.Rows][]);
        Work.For((wanted.Rows + Group - 1) / Group, threads, g => Search(wanted, g * Group, Math.Min(Group, wanted.Rows - (g * Group)), count, result));
        return result;
    }

    private void Search(FeatureMatrix queries, int first, int count, int k, NeighborTable result)
    {
        var pools = new CandidatePool[count];
        var far = new bool[count];
        var tiles = new float[(count + DistanceTile.Queries - 1) / DistanceTile.Queries][];
        var row = new double[queries.Columns];
        for (var t = 0; t < tiles.Length; t++)
            tiles[t] = new float[queries.Columns * DistanceTile.Queries];
        for (var i = 0; i < count; i++)
        {
            Prepare(queries.Row(first + i), row);
            var norm = TensorPrimitives.Norm<double>(row);
            far[i] = !(norm < 1e15); // beyond single precision: every sample is measured
            pools[i] = new(k, ErrorBound(norm));
            for (var d = 0; d < row.Length && !far[i]; d++)
                tiles[i / DistanceTile.Queries][(d * DistanceTile.Queries) + (i % DistanceTile.Queries)] = (float)row[d];
        }

        var work = new Vector512<float>[2 * DistanceTile.Queries];
        for (var panel = 0; panel < packed.Panels; panel++)
        {
            for (var t = 0; t < tiles.Length; t++)
            {
                var at = t * DistanceTile.Queries;
                DistanceTile.Collect(tiles[t], packed.Panel(panel), packed.Offsets(panel), panel * PackedRows.PanelRows, pools.AsSpan(at, Math.Min(DistanceTile.Queries, count - at)), work);
            }
        }

        for (var i = 0; i < count; i++)
        {
            pools[i].Drop();
            var candidates = far[i] ? Enumerable.Range(0, reference.Rows).ToArray() : pools[i].Indices.ToArray();
            (result.Indices[first + i], result.Distances[first + i]) = Nearest(queries.Row(first + i), candidates, k);
        }
    }

    private (int[] Indices, double[] Distances) Nearest(ReadOnlySpan<double> query, int[] candidates, int k)
    {
        Array.Sort(candidates);
        var distances = new double[candidates.Length];
        for (var c = 0; c < candidates.Length; c++)
        {
            distances[c] = metric == NeighborMetric.Euclidean
                ? TensorPrimitives.Distance(query, reference.Row(candidates[c]))
                : Math.Max(0, 1 - TensorPrimitives.Dot(query, reference.Row(candidates[c])));
        }

        if (candidates.Length > 4 * k)
        {
            var order = Enumerable.Range(0, candidates.Length).OrderBy(c => distances[c]).Take(k).ToArray(); // stable: smaller indices first
            return (Array.ConvertAll(order, c => candidates[c]), Array.ConvertAll(order, c => distances[c]));
        }

        for (var c = 1; c < candidates.Length; c++)
        {
            var (index, distance, at) = (candidates[c], distances[c], c);
            for (; at > 0 && distances[at - 1] > distance; at--)
                (candidates[at], distances[at]) = (candidates[at - 1], distances[at - 1]);
            (candidates[at], distances[at]) = (index, distance);
        }

        return (candidates[..k], distances[..k]);
    }

    // |fl(‖r‖² - 2 q·r) - (‖r‖² - 2 q·r)| with d fused products that begin at ‖r‖²/2, which is rounded once as both factors are
    private double ErrorBound(double queryNorm)
    {
        var r = packed.LargestNorm;
        return (1.01 * SingleUnit * ((2 * reference.Columns) + 8) * ((queryNorm * r) + (r * r))) + 1e-30;
    }

    private void Prepare(ReadOnlySpan<double> row, Span<double> prepared)
    {
        TensorPrimitives.Subtract(row, centre, prepared);
        TensorPrimitives.Multiply(prepared, scale, prepared);
    }

    private static FeatureMatrix Normalised(FeatureMatrix rows)
    {
        var result = new double[rows.Values.Length];
        for (var i = 0; i < rows.Rows; i++)
        {
            // by the largest number first, so that no square overflows or vanishes
            var row = result.AsSpan(i * rows.Columns, rows.Columns);
            var largest = Math.Abs(TensorPrimitives.MaxMagnitude(rows.Row(i)));
            if (largest == 0)
                continue;
            TensorPrimitives.Divide(rows.Row(i), largest, row);
            TensorPrimitives.Divide(row, TensorPrimitives.Norm<double>(row), row);
        }

        return new(rows.Rows, rows.Columns, result);
    }
}
