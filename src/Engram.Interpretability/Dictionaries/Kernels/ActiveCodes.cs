using Engram.Signals.Numerics;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Engram.Interpretability.Dictionaries.Kernels;

/// <summary>
/// Sparse codes z as k features and activations an input, and their products with dense matrices. All sums are made in one order
/// whatever the number of threads.
/// </summary>
internal sealed class ActiveCodes
{
    private const int RowsInPiece = 64; // what one core does at a time

    private readonly int[] features;
    private readonly float[] values;
    private readonly int batch;
    private readonly int count;

    /// <summary>Codes of a batch.</summary>
    /// <param name="indices">[batch, k], int64, each below <paramref name="width"/>.</param>
    /// <param name="values">[batch, k], float32.</param>
    /// <param name="width">Number of features.</param>
    public ActiveCodes(Tensor indices, Tensor values, long width)
    {
        (batch, count) = ((int)indices.shape[0], (int)indices.shape[1]);
        Width = (int)width;
        features = Array.ConvertAll(indices.cpu().contiguous().data<long>().ToArray(), i => (int)i);
        this.values = values.detach().contiguous().data<float>().ToArray();
    }

    private int Width { get; }

    /// <summary>z W, [batch, column].</summary>
    /// <param name="matrix">W, [feature, column].</param>
    public Tensor Times(Tensor matrix)
    {
        var (w, columns) = (matrix.detach().contiguous(), (int)matrix.shape[1]);
        var result = empty(batch, columns);
        ForPieces(batch, i => WeightedRows.Sum(values.AsSpan(i * count, count), features.AsSpan(i * count, count), TensorRows.Memory<float>(w), TensorRows.Row<float>(result, i, columns)));
        return result;
    }

    /// <summary>zᵀ X, [feature, column]: what each feature gathers from the inputs that it is active on.</summary>
    /// <param name="rows">X, [batch, column].</param>
    public Tensor TransposedTimes(Tensor rows)
    {
        var (x, columns) = (rows.detach().contiguous(), (int)rows.shape[1]);
        var (starts, inputs, weights) = ByFeature();
        var result = empty(Width, columns);
        ForPieces(Width, f => WeightedRows.Sum(weights.AsSpan(starts[f]..starts[f + 1]), inputs.AsSpan(starts[f]..starts[f + 1]), TensorRows.Memory<float>(x), TensorRows.Row<float>(result, f, columns)));
        return result;
    }

    /// <summary>The products xᵢ · w_f of each input with its active features only, [batch, k].</summary>
    /// <param name="rows">X, [batch, column].</param>
    /// <param name="matrix">W, [feature, column].</param>
    public Tensor Products(Tensor rows, Tensor matrix)
    {
        var (x, w, columns) = (rows.detach().contiguous(), matrix.detach().contiguous(), (int)rows.shape[1]);
        var result = empty(batch, count);
        ForPieces(batch, i =>
        {
            var row = TensorRows.Row<float>(x, i, columns);
            var all = TensorRows.Memory<float>(w);
            var products = TensorRows.Row<float>(result, i, count);
            for (var j = 0; j < count; j++)
                products[j] = TensorPrimitives.Dot<float>(row, all.Slice(features[(i * count) + j] * columns, columns));
        });
        return result;
    }

    /// <summary>The sum of each feature's activations, [feature].</summary>
    public Tensor Totals()
    {
        var sums = new float[Width];
        for (var j = 0; j < features.Length; j++)
            sums[features[j]] += values[j];
        return tensor(sums);
    }

    // the inputs that each feature is active on, in order: those of feature f from starts[f] to starts[f + 1]
    private (int[] Starts, int[] Inputs, float[] Weights) ByFeature()
    {
        var (starts, inputs, weights) = (new int[Width + 1], new int[features.Length], new float[features.Length]);
        foreach (var f in features)
            starts[f + 1]++;
        for (var f = 0; f < Width; f++)
            starts[f + 1] += starts[f];
        var next = (int[])starts.Clone();
        for (var j = 0; j < features.Length; j++)
        {
            var at = next[features[j]]++;
            (inputs[at], weights[at]) = (j / count, values[j]);
        }

        return (starts, inputs, weights);
    }

    private static void ForPieces(int rows, Action<int> body) => ChannelGroups.For((rows + RowsInPiece - 1) / RowsInPiece, 0, piece =>
    {
        for (var i = piece * RowsInPiece; i < Math.Min(rows, (piece + 1) * RowsInPiece); i++)
            body(i);
    });
}
