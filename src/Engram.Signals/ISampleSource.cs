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

    /// <summary>Fills the same window of several channels; sources whose channels alternate in the file do this in one pass.</summary>
    /// <param name="channels">Channel indices.</param>
    /// <param name="start">First sample; the whole window lies inside the recording.</param>
    /// <param name="rows">One row for each channel asked for.</param>
    /// <param name="offset">Where the window begins in each row.</param>
    /// <param name="count">Samples of the window.</param>
    void Read(ReadOnlySpan<int> channels, long start, double[][] rows, int offset, int count)
    {
        for (var i = 0; i < channels.Length; i++)
            Read(channels[i], start, rows[i].AsSpan(offset, count));
    }
}
