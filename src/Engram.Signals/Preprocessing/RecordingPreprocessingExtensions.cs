namespace Engram.Signals.Preprocessing;

/// <summary>References and trends of whole recordings and epochs; what is given stays as it is.</summary>
public static class RecordingPreprocessingExtensions
{
    /// <summary>Every channel minus the mean of all, or of the named ones.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="references">Names of the reference channels; none for the average reference.</param>
    /// <exception cref="ArgumentException">A name is not a channel.</exception>
    public static Recording Rereference(this Recording recording, params string[] references)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(references);
        return references.Length == 0
            ? recording.WithSamples(Reference.Average(recording.Read()), "reference(average)")
            : recording.WithSamples(Reference.To(recording.Read(), Array.ConvertAll(references, recording.IndexOf)), $"reference({string.Join(", ", references)})");
    }

    /// <summary>Every channel minus its least-squares line.</summary>
    /// <param name="recording">The recording.</param>
    public static Recording DetrendLinear(this Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return recording.WithSamples(Array.ConvertAll(recording.Read(), row => Detrend.Linear(row)), "detrend(linear)");
    }

    /// <summary>Every trial minus, in each channel, its mean between two times.</summary>
    /// <param name="epochs">The epochs.</param>
    /// <param name="from">Seconds relative to the event.</param>
    /// <param name="to">Seconds relative to the event, not included.</param>
    /// <exception cref="ArgumentOutOfRangeException">The baseline is empty or does not lie inside the trials.</exception>
    public static Epochs SubtractBaseline(this Epochs epochs, double from, double to)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        var first = (int)Math.Round((from - epochs.Start) * epochs.SamplingRate);
        var count = (int)Math.Round((to - epochs.Start) * epochs.SamplingRate) - first;
        return epochs with { Data = Array.ConvertAll(epochs.Data, trial => Detrend.Baseline(trial, first, count)) };
    }
}
