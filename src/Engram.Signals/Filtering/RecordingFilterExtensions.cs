namespace Engram.Signals.Filtering;

/// <summary>Filters whole recordings; the recording given stays as it is.</summary>
public static class RecordingFilterExtensions
{
    /// <summary>Butterworth band-pass of order 4, forwards and backwards, on every channel.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="low">Lower edge (Hz).</param>
    /// <param name="high">Upper edge (Hz).</param>
    /// <exception cref="ArgumentOutOfRangeException">The edges do not fit the sampling rate.</exception>
    public static Recording Filter(this Recording recording, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var filter = FilterDesign.Butterworth(4, Band.BandPass(low, high), recording.SamplingRate);
        return recording.WithSamples(filter.ApplyZeroPhase(recording.Read()), $"filter({low}-{high} Hz, Butterworth 4, zero phase)");
    }

    /// <summary>Any recursive filter, forwards and backwards, on every channel.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="filter">Designed for the recording's sampling rate.</param>
    /// <param name="name">What the provenance says of it.</param>
    public static Recording Filter(this Recording recording, SecondOrderSections filter, string name)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(filter);
        return recording.WithSamples(filter.ApplyZeroPhase(recording.Read()), $"filter({name}, zero phase)");
    }

    /// <summary>Windowed FIR filter in MNE's default design on every channel.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="band">The band.</param>
    /// <exception cref="ArgumentOutOfRangeException">The edges do not fit the sampling rate.</exception>
    public static Recording FilterFir(this Recording recording, Band band)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var filter = FirFilter.Design(band, recording.SamplingRate);
        return recording.WithSamples(filter.ApplyZeroPhase(recording.Read()), $"filter({band}, FIR of {filter.Taps.Length} taps, zero phase)");
    }

    /// <summary>A notch at the mains frequency and its harmonics below half the sampling rate, on every channel.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="mains">Hz: 50 or 60.</param>
    /// <param name="quality">Frequency over width at -3 dB.</param>
    public static Recording Notch(this Recording recording, double mains, double quality = 30)
    {
        ArgumentNullException.ThrowIfNull(recording);
        List<Biquad> sections = [];
        for (var frequency = mains; frequency < recording.SamplingRate / 2; frequency += mains)
            sections.AddRange(FilterDesign.Notch(frequency, quality, recording.SamplingRate).Sections);
        if (sections.Count == 0)
            throw new ArgumentOutOfRangeException(nameof(mains), $"Expected a frequency above 0 and below {recording.SamplingRate / 2} Hz (half the sampling rate), got {mains}.");
        return recording.WithSamples(new SecondOrderSections(sections).ApplyZeroPhase(recording.Read()), $"notch({mains} Hz and harmonics, zero phase)");
    }

    /// <summary>The recording at another sampling rate, by a polyphase filter; annotations keep their times.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="samplingRate">New rate (Hz); its ratio to the old one must be a fraction of whole numbers up to 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is no such fraction.</exception>
    public static Recording Resample(this Recording recording, double samplingRate)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var resampler = PolyphaseResampler.Between(recording.SamplingRate, samplingRate);
        return new(new MemorySource(resampler.Apply(recording.Read())), recording.Channels, samplingRate, recording.Annotations, recording.Provenance.With($"resample({samplingRate} Hz)"));
    }
}
