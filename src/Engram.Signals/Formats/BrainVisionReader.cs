using System.Globalization;

namespace Engram.Signals.Formats;

/// <summary>
/// BrainVision: a header (<c>.vhdr</c>), markers (<c>.vmrk</c>), samples of 16 or 32 bits or single precision, multiplexed or one channel
/// after another. A marker's text is <c>type/description</c>; of a comment the description alone. The first New Segment marker gives the start time.
/// </summary>
public sealed class BrainVisionReader : IFormatReader<Recording>
{
    private const string Common = "Common Infos";
    private const string Binary = "Binary Infos";
    private const int MostChannels = 8192;

    /// <inheritdoc/>
    public string Name => "BrainVision";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".vhdr", ".ahdr"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("Brain Vision Data Exchange Header File"u8) || head.StartsWith("Brain Vision Core Data Format Header"u8);

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public Recording Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var header = new BrainVisionHeader(file);
        if (!header.Signature.StartsWith("Brain", StringComparison.OrdinalIgnoreCase) || !header.Signature.Contains("Header", StringComparison.OrdinalIgnoreCase))
            throw new SignalFormatException(file.Name, 1, "signature", "expected \"Brain Vision Data Exchange Header File …\" in the first line");
        var count = header.Number(Common, "NumberOfChannels");
        if (count is < 1 or > MostChannels || count != Math.Floor(count))
            throw new SignalFormatException(file.Name, header.LineOf(Common, "NumberOfChannels"), "NumberOfChannels", $"expected 1 to {MostChannels}, got {count}");
        var interval = header.Number(Common, "SamplingInterval");
        if (!(interval > 0) || !double.IsFinite(1e6 / interval))
            throw new SignalFormatException(file.Name, header.LineOf(Common, "SamplingInterval"), "SamplingInterval", $"expected microseconds above 0, got {interval}");
        if (header.Text(Common, "DataFormat") is { } dataFormat && !dataFormat.Equals("BINARY", StringComparison.OrdinalIgnoreCase))
            throw new SignalFormatException(file.Name, header.LineOf(Common, "DataFormat"), "DataFormat", $"expected BINARY, got {dataFormat}; export the recording in binary form");
        var encoding = Encoding(file, header);
        var data = Companion(file, header, "DataFile") ?? throw new SignalFormatException(file.Name, header.LineOf(Common, "DataFile"), "DataFile", $"names '{header.Required(Common, "DataFile")}', which is not beside it");

        var size = SampleDecoder.Size(encoding);
        var channelCount = (int)count;
        var samples = data.Length / size / channelCount;
        var warnings = new List<string>();
        if (header.Text(Common, "DataPoints") is not null && header.Number(Common, "DataPoints") is var promised && promised != samples)
            warnings.Add($"{data.Name}: the header promises {promised} samples a channel, the file holds {samples}{(promised > samples ? $": {promised - samples} are missing" : "")}.");
        else if (data.Length % ((long)size * channelCount) != 0)
            warnings.Add($"{data.Name}: the last {data.Length % ((long)size * channelCount)} bytes are no whole sample of every channel; the rest of it is missing.");
        var isMultiplexed = !(header.Text(Common, "DataOrientation") ?? "MULTIPLEXED").StartsWith("VECTOR", StringComparison.OrdinalIgnoreCase);
        var channels = new Channel[channelCount];
        var layouts = new ChannelLayout[channelCount];
        for (var c = 0; c < channelCount; c++)
        {
            (channels[c], var scale) = ReadChannel(file, header, c + 1);
            layouts[c] = isMultiplexed ? new((long)c * size, channelCount * size, encoding, scale, 0) : new(c * samples * size, size, encoding, scale, 0);
        }

        // A block is a whole file; its length in samples must fit an int.
        var block = (int)Math.Clamp(samples, 1, int.MaxValue);
        if (!isMultiplexed && samples > int.MaxValue)
            throw new SignalFormatException(data.Name, 0, "data", $"expected at most {int.MaxValue} samples a channel in vectorised orientation, got {samples}");
        var source = new StridedSource(data, 0, (long)block * channelCount * size, block, samples, layouts);
        DateTime? start = null;
        var annotations = Companion(file, header, "MarkerFile") is { } markers ? BrainVisionMarkers.Read(markers, 1e6 / interval, channels, out start) : Annotations.None;
        var metadata = header.Comment.Length > 0 ? new Dictionary<string, string> { ["comment"] = header.Comment } : [];
        return new(source, channels, 1e6 / interval, annotations, file.ToProvenance(warnings)) { StartTime = start, Metadata = metadata };
    }

    private static SampleEncoding Encoding(SignalFile file, BrainVisionHeader header)
    {
        var isBig = string.Equals(header.Text(Binary, "UseBigEndianOrder"), "YES", StringComparison.OrdinalIgnoreCase);
        var name = header.Required(Binary, "BinaryFormat").ToUpperInvariant();
        return name switch
        {
            "INT_16" => isBig ? SampleEncoding.Int16BigEndian : SampleEncoding.Int16,
            "UINT_16" => isBig ? SampleEncoding.UInt16BigEndian : SampleEncoding.UInt16,
            "INT_32" => isBig ? SampleEncoding.Int32BigEndian : SampleEncoding.Int32,
            "IEEE_FLOAT_32" => isBig ? SampleEncoding.Float32BigEndian : SampleEncoding.Float32,
            _ => throw new SignalFormatException(file.Name, header.LineOf(Binary, "BinaryFormat"), "BinaryFormat", $"expected INT_16, UINT_16, INT_32 or IEEE_FLOAT_32, got {name}"),
        };
    }

    // "name,reference,resolution,unit"; commas in names are written \1; what is left out means 1 µV.
    private static (Channel Channel, double Scale) ReadChannel(SignalFile file, BrainVisionHeader header, int number)
    {
        var fields = header.Required("Channel Infos", $"Ch{number}").Split(',');
        string Field(int i) => i < fields.Length ? fields[i].Replace("\\1", ",", StringComparison.Ordinal).Trim() : "";
        var resolution = 1.0;
        if (Field(2).Length > 0 && (!double.TryParse(Field(2), NumberStyles.Float, CultureInfo.InvariantCulture, out resolution) || !double.IsFinite(resolution)))
            throw new SignalFormatException(file.Name, header.LineOf("Channel Infos", $"Ch{number}"), $"resolution of Ch{number}", $"expected a number, got \"{Field(2)}\"");
        var (factor, unit) = UnitScale.ToSi(Field(3).Length > 0 ? Field(3) : "µV");
        var channel = new Channel(Field(0).Length > 0 ? Field(0) : $"Ch{number}", ChannelGuess.Kind(Field(0), unit), unit);
        // Coordinates: radius (1 = on the head), inclination from the vertex, azimuth, in degrees.
        if (header.Text("Coordinates", $"Ch{number}")?.Split(',') is [var r, var theta, var phi] && double.TryParse(r, out var radius) && radius > 0 && double.TryParse(theta, out var inclination) && double.TryParse(phi, out var azimuth))
        {
            var (sinT, cosT) = Math.SinCos(inclination * Math.PI / 180);
            var (sinP, cosP) = Math.SinCos(azimuth * Math.PI / 180);
            channel = channel with { Geometry = new(0.095 * new Point3(sinT * cosP, sinT * sinP, cosT)) };
        }

        return (channel, factor * resolution);
    }

    private static SignalFile? Companion(SignalFile file, BrainVisionHeader header, string key)
    {
        if (header.Text(Common, key) is not { Length: > 0 } name)
            return null;
        var stem = Path.GetFileNameWithoutExtension(file.Name);
        // Files are often renamed without their entries in the header.
        return file.Companion(name.Replace("$b", stem, StringComparison.Ordinal)) ?? file.Companion(stem + Path.GetExtension(name));
    }
}
