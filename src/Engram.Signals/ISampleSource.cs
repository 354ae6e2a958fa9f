namespace Engram.Signals;

/// <summary>Where the samples of a recording come from.</summary>
public interface ISampleSource
{
    /// <summary>Number of channels.</summary>
    int ChannelCount { get; }

    /// <summary>Samples in each channel.</summary>
    long SampleCount { get; }

    /// <summary>Fills <paramref name="target"/> with the samples of one channel from <paramref name="start"/> on, in SI units.</summary>
    /// <param name="channel">Channel index.</param>
    /// <param name="start">First sample; the whole window lies inside the recording.</param>
    /// <param name="target">Receives the samples.</param>
    void Read(int channel, long start, Span<double> target);
}
