namespace Engram.Signals.Decomposition;

/// <summary>Independent components of a recording: sources = Unmixing (x - mean), x = mean + Mixing sources.</summary>
public sealed class IndependentComponents
{
    private readonly Whitening whitening;

    internal IndependentComponents(Whitening whitening, double[][] rotation, int iterations, bool hasConverged)
    {
        this.whitening = whitening;
        (Iterations, HasConverged) = (iterations, hasConverged);
        var (count, channels) = (rotation.Length, whitening.Mean.Length);
        Unmixing = new double[count, channels];
        Mixing = new double[channels, count];
        var inverse = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowArrays(rotation).Inverse();
        for (var k = 0; k < count; k++)
        {
            for (var i = 0; i < channels; i++)
            {
                for (var m = 0; m < count; m++)
                {
                    Unmixing[k, i] += rotation[k][m] * whitening.Matrix[m][i];
                    Mixing[i, k] += whitening.Inverse[m][i] * inverse[m, k];
                }
            }
        }
    }

    /// <summary>[component, channel].</summary>
    public double[,] Unmixing { get; }

    /// <summary>[channel, component]: each column is a component's topography.</summary>
    public double[,] Mixing { get; }

    /// <summary>Rounds that were needed.</summary>
    public int Iterations { get; }

    /// <summary>Whether the last round changed less than the tolerance.</summary>
    public bool HasConverged { get; }

    /// <summary>The sources of a recording, [component][time].</summary>
    /// <param name="samples">[channel][time].</param>
    public double[][] Sources(double[][] samples)
    {
        Numerics.ChannelGroups.CheckedLength(samples, nameof(samples));
        return whitening.Apply(samples, [.. Enumerable.Range(0, Unmixing.GetLength(0)).Select(k => Enumerable.Range(0, samples.Length).Select(i => Unmixing[k, i]).ToArray())]);
    }

    /// <summary>The recording without some components; whatever no component explains stays.</summary>
    /// <param name="samples">[channel][time]; they stay as they are.</param>
    /// <param name="components">Indices of the components to take out.</param>
    public double[][] Remove(double[][] samples, IReadOnlyList<int> components)
    {
        ArgumentNullException.ThrowIfNull(components);
        var sources = Sources(samples);
        return [.. samples.Select((row, i) =>
        {
            var result = (double[])row.Clone();
            foreach (var k in components)
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(sources[k], -Mixing[i, k], result, result);
            return result;
        })];
    }
}
