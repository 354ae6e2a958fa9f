using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>MIT-format annotation files: 16-bit words of a 6-bit code and a 10-bit time step.</summary>
internal static class WfdbAnnotations
{
    private const int LargestStep = 0x3FF;
    private const int LongestText = 255;
    private const string ResolutionNote = "## time resolution: ";

    public static Annotations Read(SignalFile file, double samplingRate, IReadOnlyList<string> channels)
    {
        ReadOnlySpan<byte> bytes = file.All();
        var found = new List<Annotation>();
        long time = 0;
        string[] concerned = [];
        var wasAuxiliary = false;
        for (var at = 0; at + 2 <= bytes.Length; at += 2)
        {
            var word = BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
            var (code, step) = (word >> 10, word & LargestStep);
            if (word == 0)
                break;
            switch (code)
            {
                case WfdbAnnotationCodes.Skip:
                    if (at + 6 > bytes.Length)
                        throw new SignalFormatException(file.Name, at, "skip", "the file ends inside a long time step");
                    // the high half comes first, each half little-endian
                    time += (BinaryPrimitives.ReadInt16LittleEndian(bytes[(at + 2)..]) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 4)..]);
                    at += 4;
                    break;
                case WfdbAnnotationCodes.Auxiliary:
                    var length = Math.Min(step, bytes.Length - at - 2);
                    var text = Encoding.UTF8.GetString(bytes.Slice(at + 2, length)).TrimEnd('\0');
                    if (text.StartsWith(ResolutionNote, StringComparison.Ordinal) && found.Count == 1)
                    {
                        if (double.TryParse(text[ResolutionNote.Length..], CultureInfo.InvariantCulture, out var rate) && rate > 0 && double.IsFinite(rate))
                            samplingRate = rate;
                        found.Clear();
                    }
                    else if (found.Count > 0 && text.Length > 0)
                    {
                        found[^1] = found[^1] with { Text = found[^1].Text == "\"" && !wasAuxiliary ? text : $"{found[^1].Text} {text}" };
                        wasAuxiliary = true;
                    }

                    at += length + (length & 1);
                    break;
                case WfdbAnnotationCodes.Channel:
                    // holds for this and the following entries; 0 is what files say that do not tell signals apart
                    concerned = step > 0 && step < channels.Count ? [channels[step]] : [];
                    if (found.Count > 0)
                        found[^1] = found[^1] with { Channels = concerned };
                    break;
                case WfdbAnnotationCodes.Number or WfdbAnnotationCodes.Subtype:
                    break;
                default:
                    time += step;
                    found.Add(new(time / samplingRate, 0, WfdbAnnotationCodes.TextOf(code)) { Channels = concerned });
                    wasAuxiliary = false;
                    break;
            }
        }

        return new(found);
    }

    /// <summary>The bytes of an annotation file. Durations have no place in it.</summary>
    public static byte[] Write(Annotations annotations, double samplingRate, IReadOnlyList<Channel> channels)
    {
        var bytes = new List<byte>();
        void Word(int code, int value) => bytes.AddRange([(byte)value, (byte)((code << 2) | (value >> 8))]);
        long time = 0;
        var concerned = 0;
        foreach (var annotation in annotations)
        {
            var at = (long)Math.Round(annotation.Onset * samplingRate);
            for (var step = at - time; step is < 0 or > LargestStep; step = at - time)
            {
                var skip = (int)Math.Clamp(step, int.MinValue, int.MaxValue);
                Word(WfdbAnnotationCodes.Skip, 0);
                bytes.AddRange([(byte)(skip >> 16), (byte)(skip >> 24), (byte)skip, (byte)(skip >> 8)]);
                time += skip;
            }

            var (code, auxiliary) = WfdbAnnotationCodes.CodeOf(annotation.Text);
            Word(code, (int)(at - time));
            time = at;
            var channel = annotation.Channels.Count == 1 ? Math.Max(0, channels.Find(annotation.Channels[0])) : 0;
            if (channel != concerned)
                Word(WfdbAnnotationCodes.Channel, concerned = channel);
            if (auxiliary.Length > 0)
            {
                var text = Encoding.UTF8.GetBytes(auxiliary).AsSpan();
                text = text[..Math.Min(text.Length, LongestText)];
                Word(WfdbAnnotationCodes.Auxiliary, text.Length);
                bytes.AddRange(text);
                if (text.Length % 2 == 1)
                    bytes.Add(0);
            }
        }

        bytes.AddRange([0, 0]);
        return [.. bytes];
    }
}
