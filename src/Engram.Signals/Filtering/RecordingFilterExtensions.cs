namespace Engram.Signals.Filtering;

/// <summary>Filters whole recordings.</summary>
public static class RecordingFilterExtensions
{
    /// <summary>Butterworth band-pass of order 4, forwards and backwards, on every channel.</summary>
    /// <param name="recording">The recording; it stays as it is.</param>
    /// <param name="low">Lower edge (Hz).</param>
    /// <param name="high">Upper edge (Hz).</param>
    /// <exception cref="ArgumentOutOfRangeException">The edges do not fit the sampling rate.</exception>
    public static Recording Filter(this Recording recording, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var filter = ButterworthFilter.BandPass(4, low, high, recording.SamplingRate);
        return recording.WithSamples(Array.ConvertAll(recording.Read(), row => filter.ApplyZeroPhase(row)), $"filter({low}-{high} Hz, Butterworth 4, zero phase)");
    }
}
