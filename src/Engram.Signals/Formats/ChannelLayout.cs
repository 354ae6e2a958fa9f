namespace Engram.Signals.Formats;

/// <summary>Where the samples of a channel lie in a block and what they mean: value = Scale · digital + Shift, in SI units.</summary>
/// <param name="Offset">Bytes from the start of a block to the channel's first sample.</param>
/// <param name="Stride">Bytes from one sample of the channel to the next.</param>
/// <param name="Encoding">How a sample is stored.</param>
/// <param name="Scale">SI units in a digital step.</param>
/// <param name="Shift">Value of the digital 0.</param>
internal readonly record struct ChannelLayout(long Offset, int Stride, SampleEncoding Encoding, double Scale, double Shift)
{
    /// <summary>The digital value that says "no sample"; it reads as NaN.</summary>
    public double? Missing { get; init; }
}
