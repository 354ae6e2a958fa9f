using System.Buffers.Binary;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>Writes BrainVision: multiplexed single precision (µV for volts), header and markers in UTF-8.</summary>
public sealed class BrainVisionWriter : IFormatWriter<Recording>
{
    private const int Frames = 4096;

    /// <inheritdoc/>
    public string Name => "BrainVision";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".vhdr"];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are no channels.</exception>
    public IReadOnlyList<FileContent> Encode(Recording value, string name)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.RequireOneRate(Name);
        if (value.Channels.Count == 0)
            throw new ArgumentException("Expected a recording with channels.", nameof(value));
        var stem = Path.GetFileNameWithoutExtension(name);
        return
        [
            new($"{stem}.vhdr", stream => stream.Write(Encoding.UTF8.GetBytes(Header(value, stem)))),
            new($"{stem}.vmrk", stream => stream.Write(Encoding.UTF8.GetBytes(BrainVisionMarkers.Write(value, $"{stem}.eeg")))),
            new($"{stem}.eeg", stream => WriteSamples(value, stream)),
        ];
    }

    private static (string Unit, double Factor) UnitOf(Channel channel) => channel.Unit == "V" ? ("µV", 1e6) : (channel.Unit.Length == 0 ? "n/a" : channel.Unit, 1);

    private static string Header(Recording recording, string stem)
    {
        var text = new StringBuilder("Brain Vision Data Exchange Header File Version 1.0\n\n[Common Infos]\nCodepage=UTF-8\n");
        text.Append($"DataFile={stem}.eeg\nMarkerFile={stem}.vmrk\nDataFormat=BINARY\nDataOrientation=MULTIPLEXED\nNumberOfChannels={recording.Channels.Count}\n");
        text.Append($"DataPoints={recording.SampleCount}\nSamplingInterval={1e6 / recording.SamplingRate:R}\n\n[Binary Infos]\nBinaryFormat=IEEE_FLOAT_32\n\n[Channel Infos]\n");
        foreach (var (i, channel) in recording.Channels.Index())
            text.Append($"Ch{i + 1}={BrainVisionMarkers.Escape(channel.Name)},,1,{UnitOf(channel).Unit}\n");
        if (recording.Metadata.TryGetValue("comment", out var comment))
            text.Append($"\n[Comment]\n{comment}\n");
        return text.ToString();
    }

    private static void WriteSamples(Recording recording, Stream stream)
    {
        var bytes = new byte[4 * recording.Channels.Count * Frames];
        for (long at = 0; at < recording.SampleCount; at += Frames)
        {
            var count = (int)Math.Min(Frames, recording.SampleCount - at);
            var rows = recording.Read(at, count);
            for (var c = 0; c < rows.Length; c++)
            {
                var factor = UnitOf(recording.Channels[c]).Factor;
                for (var t = 0; t < count; t++)
                    BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * ((t * rows.Length) + c)), (float)(rows[c][t] * factor));
            }

            stream.Write(bytes.AsSpan(0, 4 * rows.Length * count));
        }
    }
}
