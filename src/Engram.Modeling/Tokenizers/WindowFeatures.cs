using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>Features of every window by a routine on numbers.</summary>
internal static class WindowFeatures
{
    /// <summary>[batch, channel · window, feature], float32.</summary>
    /// <param name="signals">Signals.</param>
    /// <param name="windows">Windows.</param>
    /// <param name="features">[row][sample] → [row][feature].</param>
    public static Tensor Of(SignalBatch signals, WindowGrid windows, Func<double[][], double[][]> features)
    {
        var steps = windows.Steps(signals);
        var rows = new List<double[]>(signals.Batch * signals.Channels * steps);
        foreach (var row in signals.Rows())
        {
            for (var step = 0; step < steps; step++)
                rows.Add(row.AsSpan(step * windows.Hop, windows.Length).ToArray());
        }

        var values = features([.. rows]);
        var flat = new float[values.Length * values[0].Length];
        for (var i = 0; i < flat.Length; i++)
            flat[i] = (float)values[i / values[0].Length][i % values[0].Length];
        return tensor(flat).reshape(signals.Batch, -1, values[0].Length);
    }
}
