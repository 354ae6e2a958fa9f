using System.Buffers.Binary;

namespace Engram.Signals.Formats;

/// <summary>MIT-format annotation files: 16-bit words of a 6-bit code and a 10-bit time step.</summary>
internal static class WfdbAnnotations
{
    private const int Skip = 59;
    private const int Number = 60;
    private const int Subtype = 61;
    private const int Channel = 62;
    private const int Auxiliary = 63;

    // The mnemonics of the codes, as the WFDB library prints them; blank where a code is not in use.
    private static readonly string[] Mnemonics =
    [
        "", "N", "L", "R", "a", "V", "F", "J", "A", "S", "E", "j", "/", "Q", "~", "", "|", "", "s", "T", "*", "D", "\"", "=", "p", "B", "^", "t", "+", "u",
        "?", "!", "[", "]", "e", "n", "@", "x", "f", "(", ")", "r",
    ];

    public static List<Annotation> Read(string path, double samplingRate)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        var found = new List<Annotation>();
        long time = 0;
        for (var at = 0; at + 2 <= bytes.Length; at += 2)
        {
            var word = BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
            var (code, step) = (word >> 10, word & 0x3FF);
            if (word == 0)
                break;
            switch (code)
            {
                case Skip:
                    if (at + 6 > bytes.Length)
                        throw new SignalFormatException(path, at, "skip", "the file ends inside a long time step");
                    // the high half comes first, each half little-endian
                    time += (BinaryPrimitives.ReadInt16LittleEndian(bytes[(at + 2)..]) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 4)..]);
                    at += 4;
                    break;
                case Auxiliary:
                    var length = Math.Min(step, bytes.Length - at - 2);
                    var text = System.Text.Encoding.Latin1.GetString(bytes.Slice(at + 2, length)).TrimEnd('\0');
                    if (found.Count > 0 && text.Length > 0)
                        found[^1] = found[^1] with { Text = $"{found[^1].Text} {text}" };
                    at += length + (length & 1);
                    break;
                case Number or Subtype or Channel:
                    break;
                default:
                    time += step;
                    var mnemonic = code < Mnemonics.Length && Mnemonics[code].Length > 0 ? Mnemonics[code] : $"[{code}]";
                    found.Add(new(time / samplingRate, 0, mnemonic));
                    break;
            }
        }

        return found;
    }
}
