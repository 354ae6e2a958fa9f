using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;

namespace Engram.Signals.Riemannian;

/// <summary>Many positive definite matrices of one size, eight side by side in a vector, so that all of them are decomposed at once.</summary>
internal sealed class SpdBatch
{
    private readonly int size;
    private readonly int count;
    private readonly int threads;
    private readonly Vector512<double>[][] groups;
    private readonly Vector512<double>[]?[] turns; // eigenvectors (rows) of the last whitening: the next one is nearly diagonal in them

    /// <summary>Packs matrices; lanes left over hold the identity.</summary>
    /// <exception cref="ArgumentException">There is none, or the sizes differ.</exception>
    public SpdBatch(IReadOnlyList<SymmetricMatrix> matrices, int threads)
    {
        if (matrices.Count == 0)
            throw new ArgumentException("Expected at least one matrix, got none.", nameof(matrices));
        (size, count, this.threads) = (matrices[0].Size, matrices.Count, threads);
        groups = new Vector512<double>[(count + WideLane.Count - 1) / WideLane.Count][];
        turns = new Vector512<double>[groups.Length][];
        for (var g = 0; g < groups.Length; g++)
        {
            groups[g] = new Vector512<double>[size * size];
            var flat = MemoryMarshal.Cast<Vector512<double>, double>(groups[g].AsSpan());
            for (var lane = 0; lane < WideLane.Count; lane++)
            {
                var index = (g * WideLane.Count) + lane;
                var matrix = index < count ? matrices[index] : SymmetricMatrix.Identity(size);
                if (matrix.Size != size)
                    throw new ArgumentException($"Expected matrices of one size, got {size} × {size} and {matrix.Size} × {matrix.Size}.", nameof(matrices));
                Interleaving.GatherRow(matrix.Values, flat, lane);
            }
        }
    }

    /// <summary>Mean of log(W A W).</summary>
    public SymmetricMatrix MeanOfLogs(SymmetricMatrix whitener)
    {
        var sums = new double[groups.Length][];
        ForGroups((g, scratch) =>
        {
            var used = Math.Min(WideLane.Count, count - (g * WideLane.Count));
            sums[g] = new double[size * size];
            var flat = MemoryMarshal.Cast<Vector512<double>, double>(Log(g, whitener, scratch));
            for (var i = 0; i < sums[g].Length; i++)
            {
                for (var lane = 0; lane < used; lane++)
                    sums[g][i] += flat[(i * WideLane.Count) + lane];
            }
        });

        // in the order of the groups, so that the sum does not depend on the threads
        var mean = new double[size * size];
        foreach (var sum in sums)
        {
            for (var i = 0; i < mean.Length; i++)
                mean[i] += sum[i] / count;
        }

        return new(size, mean);
    }

    /// <summary>log(W A W) of each matrix.</summary>
    public SymmetricMatrix[] Logs(SymmetricMatrix whitener)
    {
        var result = new SymmetricMatrix[count];
        ForGroups((g, scratch) =>
        {
            var flat = MemoryMarshal.Cast<Vector512<double>, double>(Log(g, whitener, scratch));
            for (var lane = 0; lane < WideLane.Count && (g * WideLane.Count) + lane < count; lane++)
            {
                var values = new double[size * size];
                for (var i = 0; i < values.Length; i++)
                    values[i] = flat[(i * WideLane.Count) + lane];
                result[(g * WideLane.Count) + lane] = new(size, values);
            }
        });
        return result;
    }

    /// <summary>sqrt(Σ log² λ(W A W)) of each matrix.</summary>
    public double[] Distances(SymmetricMatrix whitener)
    {
        var result = new double[count];
        ForGroups((g, scratch) =>
        {
            var left = scratch.AsSpan(0, size * size);
            Broadcast(whitener, left);
            var whitened = scratch.AsSpan(size * size, size * size);
            Congruence(groups[g], left, whitened, scratch.AsSpan(2 * size * size, size));
            LaneJacobi.Diagonalise(whitened, [], size);
            var sum = Vector512<double>.Zero;
            for (var i = 0; i < size; i++)
            {
                var log = Vector512.Log(Positive(whitened[(i * size) + i]));
                sum += log * log;
            }

            var distance = Vector512.Sqrt(sum);
            for (var lane = 0; lane < WideLane.Count && (g * WideLane.Count) + lane < count; lane++)
                result[(g * WideLane.Count) + lane] = distance[lane];
        });
        return result;
    }

    // Work space is borrowed, two matrices and a row for each group at work: new arrays for each group and step would be a
    // hundred times the matrices by the end.
    private void ForGroups(Action<int, Vector512<double>[]> body) => ChannelGroups.For(groups.Length, threads, g =>
    {
        var scratch = ArrayPool<Vector512<double>>.Shared.Rent(size * ((2 * size) + 1));
        body(g, scratch);
        ArrayPool<Vector512<double>>.Shared.Return(scratch);
    });

    private Span<Vector512<double>> Log(int group, SymmetricMatrix whitener, Vector512<double>[] scratch)
    {
        var left = scratch.AsSpan(0, size * size);
        var whitened = scratch.AsSpan(size * size, size * size);
        // R W A W Rᵀ with the rotation R of the step before, or none
        if (turns[group] is { } vectors)
            Product(vectors, whitener, left);
        else
        {
            turns[group] = vectors = LaneJacobi.Identity(size);
            Broadcast(whitener, left);
        }

        Congruence(groups[group], left, whitened, scratch.AsSpan(2 * size * size, size));
        LaneJacobi.Diagonalise(whitened, vectors, size);
        var result = left; // which is not needed any more
        result.Clear();
        for (var k = 0; k < size; k++)
        {
            var log = Vector512.Log(Positive(whitened[(k * size) + k]));
            var vector = vectors.AsSpan(k * size, size);
            for (var i = 0; i < size; i++)
            {
                var scaled = log * vector[i];
                for (var j = i; j < size; j++)
                    result[(i * size) + j] = Vector512.FusedMultiplyAdd(scaled, vector[j], result[(i * size) + j]);
            }
        }

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < i; j++)
                result[(i * size) + j] = result[(j * size) + i];
        }

        return result;
    }

    private static void Broadcast(SymmetricMatrix matrix, Span<Vector512<double>> result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = Vector512.Create(matrix.Values[i]);
    }

    // rows × W
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Product(Vector512<double>[] rows, SymmetricMatrix w, Span<Vector512<double>> result)
    {
        result.Clear();
        for (var i = 0; i < size; i++)
        {
            var row = result.Slice(i * size, size);
            for (var k = 0; k < size; k++)
            {
                var factor = rows[(i * size) + k];
                var source = w.Values.Slice(k * size, size);
                for (var j = 0; j < row.Length && j < source.Length; j++)
                    row[j] = Vector512.FusedMultiplyAdd(factor, Vector512.Create(source[j]), row[j]);
            }
        }
    }

    // upper triangle of L A Lᵀ
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Congruence(Vector512<double>[] matrices, ReadOnlySpan<Vector512<double>> left, Span<Vector512<double>> result, Span<Vector512<double>> row)
    {
        for (var i = 0; i < size; i++)
        {
            row.Clear();
            for (var k = 0; k < size; k++)
            {
                var factor = left[(i * size) + k];
                var source = matrices.AsSpan(k * size, size);
                for (var j = 0; j < row.Length && j < source.Length; j++)
                    row[j] = Vector512.FusedMultiplyAdd(factor, source[j], row[j]);
            }

            for (var j = i; j < size; j++)
            {
                var factors = left.Slice(j * size, size);
                var (a, b) = (Vector512<double>.Zero, Vector512<double>.Zero);
                var k = 0;
                for (; k + 1 < row.Length && k + 1 < factors.Length; k += 2)
                {
                    a = Vector512.FusedMultiplyAdd(row[k], factors[k], a);
                    b = Vector512.FusedMultiplyAdd(row[k + 1], factors[k + 1], b);
                }

                if (k < row.Length)
                    a = Vector512.FusedMultiplyAdd(row[k], factors[k], a);
                result[(i * size) + j] = a + b;
            }
        }
    }

    private static Vector512<double> Positive(Vector512<double> eigenvalues)
    {
        if (!Vector512.GreaterThanAll(eigenvalues, Vector512<double>.Zero))
        {
            for (var lane = 0; lane < WideLane.Count; lane++)
                SpdManifold.Positive(eigenvalues[lane]);
        }

        return eigenvalues;
    }
}
