using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Dictionaries.Kernels;

/// <summary>
/// The k largest of ReLU(x W + b) for each x, features in ascending order; of equals those with the smaller index. A few inputs at a time,
/// whose activations are never written beyond the second cache; what no number gives order (NaN) counts as the largest, as in torch.
/// </summary>
internal static class LargestActivations
{
    private const int TilesInGroup = 4;
    private const int RowsInGroup = TilesInGroup * PanelProducts.TileRows;
    private const int Lanes = 16;

    /// <summary>Finds them.</summary>
    /// <param name="x">[batch, column], float32, contiguous.</param>
    /// <param name="encoder">W, [column, feature], contiguous.</param>
    /// <param name="bias">b, [feature].</param>
    /// <param name="k">1 to the number of features.</param>
    /// <returns>[batch, k] each.</returns>
    public static (Tensor Values, Tensor Indices) Find(Tensor x, Tensor encoder, Tensor bias, int k)
    {
        var (batch, width) = ((int)x.shape[0], (int)encoder.shape[1]);
        var (values, indices) = (empty(batch, k), empty([batch, k], int64));
        using var panels = new FeaturePanels(encoder, bias);
        ChannelGroups.For((batch + RowsInGroup - 1) / RowsInGroup, 0, group => Search(x, panels, group * RowsInGroup, Math.Min(RowsInGroup, batch - (group * RowsInGroup)), k, width, values, indices));
        return (values, indices);
    }

    private static void Search(Tensor x, FeaturePanels panels, int first, int rows, int k, int width, Tensor values, Tensor indices)
    {
        var padded = panels.Count * PanelProducts.PanelRows;

        // lane by lane the largest of several panels: the k-th largest of these bounds the k-th largest activation from below
        var inChunk = Math.Max(1, panels.Count * Lanes / (8 * k));
        var bounds = (panels.Count + inChunk - 1) / inChunk * Lanes;
        var tiles = ArrayPool<float>.Shared.Rent(RowsInGroup * panels.Columns);
        var activations = ArrayPool<int>.Shared.Rent(RowsInGroup * padded);
        var maxima = ArrayPool<int>.Shared.Rent(RowsInGroup * bounds);
        var found = ArrayPool<int>.Shared.Rent(2 * (padded + Lanes));
        Array.Clear(maxima, 0, RowsInGroup * bounds);
        Pack(TensorRows.Memory<float>(x).Slice(first * panels.Columns, rows * panels.Columns), panels.Columns, tiles);
        for (var panel = 0; panel < panels.Count; panel++)
        {
            for (var t = 0; t * PanelProducts.TileRows < rows; t++)
            {
                var row = t * PanelProducts.TileRows;
                Activate(tiles.AsSpan(row * panels.Columns), panels, panel, activations.AsSpan((row * padded) + (panel * PanelProducts.PanelRows)), padded, maxima.AsSpan((row * bounds) + (panel / inChunk * Lanes)), bounds);
            }
        }

        for (var i = 0; i < rows; i++)
        {
            LargestKeys.Select(activations.AsSpan(i * padded, padded), maxima.AsSpan(i * bounds, bounds), width, found, TensorRows.Row<float>(values, first + i, k), TensorRows.Row<long>(indices, first + i, k));
        }

        ArrayPool<float>.Shared.Return(tiles);
        ArrayPool<int>.Shared.Return(activations);
        ArrayPool<int>.Shared.Return(maxima);
        ArrayPool<int>.Shared.Return(found);
    }

    private static void Pack(ReadOnlySpan<float> rows, int columns, Span<float> tiles)
    {
        tiles[..(RowsInGroup * columns)].Clear();
        for (var i = 0; i * columns < rows.Length; i++)
        {
            var tile = tiles.Slice(i / PanelProducts.TileRows * PanelProducts.TileRows * columns, PanelProducts.TileRows * columns);
            for (var d = 0; d < columns; d++)
                tile[(d * PanelProducts.TileRows) + (i % PanelProducts.TileRows)] = rows[(i * columns) + d];
        }
    }

    // the bits of a number that is not negative are in the order of the numbers
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Activate(ReadOnlySpan<float> tile, FeaturePanels panels, int panel, Span<int> activations, int stride, Span<int> maxima, int bounds)
    {
        Span<Vector512<float>> products = stackalloc Vector512<float>[2 * PanelProducts.TileRows];
        PanelProducts.Compute(tile, panels.Weights(panel), panels.Bias(panel), ref products[0]);
        for (var i = 0; i < PanelProducts.TileRows; i++)
        {
            var (first, second) = (Bits(products[2 * i]), Bits(products[(2 * i) + 1]));
            first.CopyTo(activations[(i * stride)..]);
            second.CopyTo(activations[((i * stride) + Lanes)..]);
            var largest = maxima.Slice(i * bounds, Lanes);
            Vector512.Max(Vector512.Max(first, second), Vector512.Create((ReadOnlySpan<int>)largest)).CopyTo(largest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Bits(Vector512<float> score) =>
        Vector512.ConditionalSelect(Vector512.LessThan(score, Vector512<float>.Zero), Vector512<float>.Zero, score).AsInt32() & Vector512.Create(int.MaxValue);
}
