using System.Buffers;
using Engram.Signals.Numerics;
using static TorchSharp.torch;

namespace Engram.Interpretability.Dictionaries.Kernels;

/// <summary>An encoder's features, 32 side by side; those left over have bias -∞ and are never active.</summary>
internal sealed class FeaturePanels : IDisposable
{
    private readonly float[] weights;
    private readonly float[] bias;

    /// <summary>Packs an encoder.</summary>
    /// <param name="encoder">[column, feature], contiguous.</param>
    /// <param name="bias">[feature].</param>
    public FeaturePanels(Tensor encoder, Tensor bias)
    {
        var width = (int)encoder.shape[1];
        (Columns, Count) = ((int)encoder.shape[0], (width + PanelProducts.PanelRows - 1) / PanelProducts.PanelRows);
        weights = ArrayPool<float>.Shared.Rent(Count * PanelProducts.PanelRows * Columns);
        this.bias = ArrayPool<float>.Shared.Rent(Count * PanelProducts.PanelRows);
        Array.Fill(this.bias, float.NegativeInfinity);
        TensorRows.Memory<float>(bias).CopyTo(this.bias);
        ChannelGroups.For(Count, 0, panel =>
        {
            var source = TensorRows.Memory<float>(encoder);
            var target = weights.AsSpan(panel * PanelProducts.PanelRows * Columns, PanelProducts.PanelRows * Columns);
            var (first, count) = (panel * PanelProducts.PanelRows, Math.Min(PanelProducts.PanelRows, width - (panel * PanelProducts.PanelRows)));
            if (count < PanelProducts.PanelRows)
                target.Clear();
            for (var d = 0; d < Columns; d++)
                source.Slice((d * width) + first, count).CopyTo(target[(d * PanelProducts.PanelRows)..]);
        });
    }

    /// <summary>Numbers of an input.</summary>
    public int Columns { get; }

    /// <summary>Number of panels.</summary>
    public int Count { get; }

    /// <summary>[column, feature] of a panel.</summary>
    public ReadOnlySpan<float> Weights(int panel) => weights.AsSpan(panel * PanelProducts.PanelRows * Columns, PanelProducts.PanelRows * Columns);

    /// <summary>The biases of a panel.</summary>
    public ReadOnlySpan<float> Bias(int panel) => bias.AsSpan(panel * PanelProducts.PanelRows, PanelProducts.PanelRows);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(weights);
        ArrayPool<float>.Shared.Return(bias);
    }
}
