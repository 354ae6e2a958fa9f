using Engram.Signals;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>Signals as a tensor that keeps its sampling rate and channels.</summary>
public sealed record SignalBatch
{
    /// <summary>A batch.</summary>
    /// <param name="samples">[batch, channel, time], float32, finite, SI units.</param>
    /// <param name="samplingRate">Hz, above 0.</param>
    /// <exception cref="ArgumentException">The shape is another, a number is not finite, or the rate is not above 0.</exception>
    public SignalBatch(Tensor samples, double samplingRate)
    {
        InputCheck.Shape(samples, nameof(samples), ("batch", -1), ("channel", -1), ("time", -1));
        InputCheck.Finite(samples, nameof(samples));
        if (samples.dtype != float32)
            throw new ArgumentException($"Expected samples as float32, got {samples.dtype}.", nameof(samples));
        if (!(samplingRate > 0) || !double.IsFinite(samplingRate))
            throw new ArgumentOutOfRangeException(nameof(samplingRate), $"Expected a sampling rate above 0 Hz, got {samplingRate}.");
        (Samples, SamplingRate) = (samples, samplingRate);
    }

    /// <summary>[batch, channel, time], float32.</summary>
    public Tensor Samples { get; }

    /// <summary>Hz.</summary>
    public double SamplingRate { get; }

    /// <summary>Places, directions and kinds of the sensors; only sensor-aware tokenizers need them.</summary>
    public SensorLayout? Sensors { get; init; }

    /// <summary>Samples of the batch.</summary>
    public int Batch => (int)Samples.shape[0];

    /// <summary>Channels.</summary>
    public int Channels => (int)Samples.shape[1];

    /// <summary>Samples in time.</summary>
    public int Length => (int)Samples.shape[2];

    /// <summary>A batch of trials.</summary>
    /// <param name="epochs">At least one trial.</param>
    public static implicit operator SignalBatch(Epochs epochs) => FromEpochs(epochs);

    /// <summary>A batch of one recording.</summary>
    /// <param name="recording">The recording.</param>
    public static implicit operator SignalBatch(Recording recording) => FromRecording(recording);

    /// <summary>A batch of trials.</summary>
    /// <param name="epochs">At least one trial.</param>
    public static SignalBatch FromEpochs(Epochs epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        return From(epochs.Data, epochs.SamplingRate, epochs.Channels);
    }

    /// <summary>A batch of one recording.</summary>
    /// <param name="recording">The recording.</param>
    public static SignalBatch FromRecording(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return From([recording.Read()], recording.SamplingRate, recording.Channels);
    }

    /// <summary>The rows as numbers for the routines of Engram.Signals, [batch · channel][time].</summary>
    internal double[][] Rows()
    {
        var flat = Samples.detach().to_type(float64).cpu().contiguous().data<double>().ToArray();
        return [.. flat.Chunk(Length)];
    }

    private static SignalBatch From(double[][][] data, double samplingRate, IReadOnlyList<Channel> channels)
    {
        if (data.Length == 0 || data[0].Length == 0)
            throw new ArgumentException("Expected at least one trial with at least one channel, got none.", nameof(data));
        var sensors = SensorLayout.TryFrom(channels);
        using var scope = NewDisposeScope();
        var (batch, rows, length) = (data.Length, data[0].Length, data[0][0].Length);
        var flat = new float[batch * rows * length];
        for (var i = 0; i < batch * rows; i++)
        {
            for (var t = 0; t < length; t++)
                flat[(i * length) + t] = (float)data[i / rows][i % rows][t];
        }

        return new(tensor(flat).reshape(batch, rows, length).MoveToOuterDisposeScope(), samplingRate) { Sensors = sensors };
    }
}
