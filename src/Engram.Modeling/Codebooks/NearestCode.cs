using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Engram.Modeling.Codebooks;

/// <summary>
/// The nearest code of each vector, argmin_k ‖v - c_k‖², exactly: a blocked matrix product gives ‖c‖²/2 - v·c, and where the two
/// least scores lie within the product's rounding error the distances are computed again from the differences in double precision.
/// Ties go to the lowest index.
/// </summary>
public static class NearestCode
{
    // scores of one block (1 MiB in single precision) stay in the processor's cache between the passes over them
    private const long BlockScores = 1 << 18;

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
        var squares = codes.square().sum([1L]);
        var (halves, transposed) = (squares * 0.5, codes.t());
        var error = RoundingError(vectors, squares);
        var found = empty(vectors.shape[0], int64, vectors.device);
        double[]? table = null;
        var rows = Math.Max(1, BlockScores / codes.shape[0]);
        for (long first = 0; first < vectors.shape[0]; first += rows)
        {
            using var inner = NewDisposeScope();
            var count = Math.Min(rows, vectors.shape[0] - first);
            var block = vectors.narrow(0, first, count);
            var scores = addmm(halves, block, transposed, 1, -1);
            var (least, index) = scores.min(1);
            if (codes.shape[0] > 1)
            {
                var second = scores.scatter_(1, index.unsqueeze(1), full_like(least, double.PositiveInfinity).unsqueeze(1)).amin([1L]);
                var unsure = (second - least).le(error.narrow(0, first, count)).nonzero().squeeze(1);
                if (unsure.numel() > 0)
                {
                    table ??= Host(codes);
                    index = index.index_copy(0, unsure, Exact(Host(block.index_select(0, unsure)), table, (int)codes.shape[1]).to(vectors.device));
                }
            }

            found.narrow(0, first, count).copy_(index);
        }

        return found.MoveToOuterDisposeScope();
    }

    // twice the bound (D + 3) u (‖v‖ c + c²/2) on a score's rounding error, c the largest norm of a code
    private static Tensor RoundingError(Tensor vectors, Tensor squares)
    {
        var unit = Math.ScaleB(1, vectors.dtype == float32 ? -24 : -53);
        var largest = Math.Sqrt(squares.max().ToDouble());
        return (vectors.square().sum([1L]).sqrt() * largest + (largest * largest / 2)) * (4 * (vectors.shape[1] + 3) * unit);
    }

    private static double[] Host(Tensor values) => values.to_type(float64).cpu().contiguous().data<double>().ToArray();

    private static Tensor Exact(double[] vectors, double[] table, int width)
    {
        var indices = new long[vectors.Length / width];
        var difference = new double[width];
        for (var i = 0; i < indices.Length; i++)
        {
            var least = double.PositiveInfinity;
            for (var k = 0; k < table.Length / width; k++)
            {
                TensorPrimitives.Subtract(vectors.AsSpan(i * width, width), table.AsSpan(k * width, width), difference);
                var distance = TensorPrimitives.SumOfSquares<double>(difference);
                if (distance < least)
                    (least, indices[i]) = (distance, k);
            }
        }

        return tensor(indices);
    }
}
