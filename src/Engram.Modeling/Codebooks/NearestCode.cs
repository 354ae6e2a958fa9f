using System.Runtime.InteropServices;
using Engram.Signals.Numerics;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Engram.Modeling.Codebooks;

/// <summary>
/// The nearest code of each vector, argmin_k ‖v - c_k‖², exactly: scores v·c - ‖c‖²/2 in single precision, and where the two greatest
/// lie within the rounding error the distances are computed again from the differences in double precision. Ties go to the lowest
/// index. Uses all cores; the result does not depend on their number.
/// </summary>
public static class NearestCode
{
    private const long Block = 1 << 16; // vectors whose copies are held at once

    /// <summary>Indices of the nearest codes. No gradient.</summary>
    /// <param name="vectors">[n, D], finite, float32 or float64.</param>
    /// <param name="codes">[K, D], finite, of the same type.</param>
    /// <returns>[n], int64.</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit.</exception>
    public static Tensor Find(Tensor vectors, Tensor codes)
    {
        InputCheck.Shape(codes, nameof(codes), ("code", -1), ("width", -1));
        InputCheck.Shape(vectors, nameof(vectors), ("vector", -1), ("width", codes.shape[1]));
        if (vectors.dtype != codes.dtype || (vectors.dtype != float32 && vectors.dtype != float64))
            throw new ArgumentException($"Expected vectors and codes both as float32 or both as float64, got {vectors.dtype} and {codes.dtype}.", nameof(vectors));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var width = (int)codes.shape[1];
        var table = Table(Host(codes), width);
        var found = empty(vectors.shape[0], int64);
        for (long first = 0; first < vectors.shape[0]; first += Block)
        {
            using var inner = NewDisposeScope();
            var count = Math.Min(Block, vectors.shape[0] - first);
            found.narrow(0, first, count).copy_(tensor(Find(Rows(Host(vectors.narrow(0, first, count)), width), table)));
        }

        return found.to(vectors.device).MoveToOuterDisposeScope();
    }

    internal static InterleavedRows Rows(double[] vectors, int width) => new(vectors, width, PanelProducts.TileRows);

    internal static InterleavedRows Table(double[] codes, int width) => new(codes, width, PanelProducts.PanelRows);

    internal static long[] Find(InterleavedRows rows, InterleavedRows table)
    {
        var found = new long[rows.Count];
        NearestRow.Find(rows, table, found, new double[rows.Count]);
        return found;
    }

    internal static double[] Host(Tensor values)
    {
        using var scope = NewDisposeScope();
        var here = values.detach().cpu().contiguous();
        if (here.dtype != float32)
            return here.to_type(float64).data<double>().ToArray();
        var result = GC.AllocateUninitializedArray<double>((int)here.numel());
        TensorPrimitives.ConvertTruncating<float, double>(MemoryMarshal.Cast<byte, float>(here.bytes), result);
        return result;
    }
}
