namespace Engram.Signals.Formats;

/// <summary>Reads one sample of an encoding; a struct, so that each loop is compiled for its encoding.</summary>
internal interface ISampleCodec
{
    static abstract int Size { get; }

    static abstract double Read(ref byte at);
}
