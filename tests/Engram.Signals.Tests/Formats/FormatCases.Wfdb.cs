using System.Text;

namespace Engram.Signals.Tests;

internal static partial class FormatCases
{
    // The same pseudo-random bytes are a valid file in every packing; two signals, the second twice a frame where the frame allows it.
    private static IEnumerable<FormatCase> WfdbPackings()
    {
        var random = new Randomness.SeededRandom(8);
        var bytes = Enumerable.Range(0, 1200).Select(_ => (byte)random.NextInt(256)).ToArray();
        foreach (var format in new[] { 8, 24, 32, 61, 80, 160, 212, 310, 311 })
        {
            var header = $"p 2 100\np.dat {format} {(format is 24 or 32 ? 1 << (format - 4) : 200)}(10)/mV 12 0 3 0 0 MLII\np.dat {format}:2 100/mmHg 12 0 0 0 0 ABP\n# note\n";
            yield return new("WFDB", [("p.hea", Encoding.ASCII.GetBytes(header)), ("p.dat", bytes)]) { Variant = $"format {format}" };
        }

        yield return new("WFDB", [("f.hea", "f 2 100\nf.dat 212x2 200/mV 12 0 0 0 0 II\nf.dat 212 100/NU 12 0 0 0 0 PLETH\n"u8.ToArray()), ("f.dat", bytes)]) { Variant = "two rates" };
        yield return new("WFDB",
        [
            ("m.hea", "m/4 2 100 260\nl 0\ns 100\n~ 60\nt 100\n"u8.ToArray()),
            ("l.hea", "l 2 100 0\n~ 0 200/mV 12 0 0 0 0 II\n~ 0 200/mV 12 0 0 0 0 V\n"u8.ToArray()),
            ("s.hea", "s 1 100 100\ns.dat 16 200/mV 12 0 0 0 0 V\n"u8.ToArray()),
            ("t.hea", "t 2 100 100\nt.dat 16 200/mV 12 0 0 0 0 II\nt.dat 16 200/mV 12 0 0 0 0 V\n"u8.ToArray()),
            ("s.dat", bytes[..200]), ("t.dat", bytes[..400]),
        ]) { Variant = "segments" };
    }
}
