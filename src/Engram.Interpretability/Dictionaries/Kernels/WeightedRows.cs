using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Engram.Interpretability.Dictionaries.Kernels;

/// <summary>Sums of a few rows of a matrix, each with a weight: the product of a sparse row with a dense matrix.</summary>
internal static class WeightedRows
{
    private const int Step = 128; // columns whose sums stay in eight registers

    /// <summary>target = Σ_j weights[j] matrix[rows[j]].</summary>
    /// <param name="weights">One for each row taken.</param>
    /// <param name="rows">Rows to take; one may occur more than once.</param>
    /// <param name="matrix">Row-major, as wide as the target.</param>
    /// <param name="target">Is overwritten.</param>
    public static void Sum(ReadOnlySpan<float> weights, ReadOnlySpan<int> rows, ReadOnlySpan<float> matrix, Span<float> target)
    {
        var column = 0;
        for (; column <= target.Length - Step; column += Step)
            SumColumns(weights, rows, matrix[column..], target.Length, target[column..]);
        var rest = target[column..];
        rest.Clear();
        for (var j = 0; j < rows.Length && rest.Length > 0; j++)
            TensorPrimitives.MultiplyAdd(matrix.Slice((rows[j] * target.Length) + column, rest.Length), weights[j], rest, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumColumns(ReadOnlySpan<float> weights, ReadOnlySpan<int> rows, ReadOnlySpan<float> matrix, int stride, Span<float> target)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (var j = 0; j < rows.Length; j++)
        {
            ref var row = ref MemoryMarshal.GetReference(matrix.Slice(rows[j] * stride, Step));
            var w = Vector512.Create(weights[j]);
            s0 = Vector512.FusedMultiplyAdd(w, Vector512.LoadUnsafe(ref row), s0);
            s1 = Vector512.FusedMultiplyAdd(w, Vector512.LoadUnsafe(ref row, 16), s1);
            s2 = Vector512.FusedMultiplyAdd(w, Vector512.LoadUnsafe(ref row, 32), s2);
            s3 = Vector512.FusedMultiplyAdd(w, Vector512.LoadUnsafe(ref row, 48), s3);
            s4 = Vector512.FusedMultiplyAdd(w, Vector512.LoadUnsafe(ref row, 64), s4);
            s5 = Vector512.FusedMultiplyAdd(w, Vector512.LoadUnsafe(ref row, 80), s5);
            s6 = Vector512.FusedMultiplyAdd(w, Vector512.LoadUnsafe(ref row, 96), s6);
            s7 = Vector512.FusedMultiplyAdd(w, Vector512.LoadUnsafe(ref row, 112), s7);
        }

        ref var sum = ref MemoryMarshal.GetReference(target[..Step]);
        s0.StoreUnsafe(ref sum);
        s1.StoreUnsafe(ref sum, 16);
        s2.StoreUnsafe(ref sum, 32);
        s3.StoreUnsafe(ref sum, 48);
        s4.StoreUnsafe(ref sum, 64);
        s5.StoreUnsafe(ref sum, 80);
        s6.StoreUnsafe(ref sum, 96);
        s7.StoreUnsafe(ref sum, 112);
    }
}
