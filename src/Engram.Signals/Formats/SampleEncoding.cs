namespace Engram.Signals.Formats;

/// <summary>How one sample is stored.</summary>
internal enum SampleEncoding
{
    Int8,
    UInt8,
    OffsetInt8,
    Int16,
    UInt16,
    Int24,
    UInt24,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float32,
    Float64,
    Int16BigEndian,
    UInt16BigEndian,
    Int32BigEndian,
    UInt32BigEndian,
    Int64BigEndian,
    UInt64BigEndian,
    Float32BigEndian,
    Float64BigEndian,
}
