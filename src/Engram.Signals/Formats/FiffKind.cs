namespace Engram.Signals.Formats;

/// <summary>Numbers of the FIFF blocks, tags and types that are read.</summary>
internal static class FiffKind
{
    public const int FileId = 100;
    public const int BlockStart = 104;
    public const int BlockEnd = 105;
    public const int ReferenceRole = 115;
    public const int ReferenceFileName = 118;
    public const int ChannelCount = 200;
    public const int SamplingRate = 201;
    public const int ChannelInfo = 203;
    public const int MeasurementDate = 204;
    public const int Comment = 206;
    public const int AverageCount = 207;
    public const int FirstSample = 208;
    public const int LastSample = 209;
    public const int DigitizedPoint = 213;
    public const int DataBuffer = 300;
    public const int DataSkip = 301;
    public const int Epoch = 302;
    public const int DataSkipSamples = 303;
    public const int RowNames = 3502;
    public const int ChannelNames = 3507;
    public const int CovarianceDimension = 3531;
    public const int Covariance = 3532;
    public const int CovarianceDiagonal = 3533;
    public const int DegreesOfFreedom = 3536;
    public const int AnnotationOnsets = 3568;
    public const int AnnotationEnds = 3569;

    public const int MeasurementBlock = 100;
    public const int InfoBlock = 101;
    public const int RawBlock = 102;
    public const int ContinuousBlock = 112;
    public const int EvokedBlock = 104;
    public const int AspectBlock = 105;
    public const int IsotrakBlock = 107;
    public const int ReferenceBlock = 118;
    public const int SmartRawBlock = 119;
    public const int CovarianceBlock = 355;
    public const int BadChannelsBlock = 359;
    public const int AnnotationsBlock = 3810;

    public const int MatrixFlag = 0x40000000;

    /// <summary>The encoding of a type's numbers; null for structures.</summary>
    public static SampleEncoding? Encoding(int type) => (type & 0xFFFF) switch
    {
        1 => SampleEncoding.UInt8,
        2 or 16 => SampleEncoding.Int16BigEndian,
        3 => SampleEncoding.Int32BigEndian,
        4 => SampleEncoding.Float32BigEndian,
        5 => SampleEncoding.Float64BigEndian,
        7 => SampleEncoding.UInt16BigEndian,
        8 => SampleEncoding.UInt32BigEndian,
        _ => null,
    };
}
