using System.Globalization;
using Engram.Signals.Formats;
using Engram.Signals.Randomness;

namespace Engram.Signals.Tests;

/// <summary>
/// Mutated files give a value or a <see cref="SignalFormatException"/>, never another exception, a hang or an allocation out of proportion.
/// ENGRAM_FUZZ=N tries N inputs a format (100000 for the long run).
/// </summary>
public sealed class FuzzTests
{
    private const int DefaultInputs = 3000;
    private const long AllocationAllowed = 96 << 20;

    // Numbers that lie: limits of the integer types, and sizes that would be huge.
    private static readonly string[] Lies = ["0", "-1", "1", "99999999", "2147483647", "-2147483648", "4294967295", "9999999999999", "1e308", "nan", "inf", "x", ""];

    public static TheoryData<string> Readers => [.. SignalFormats.Readers.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void MutatedFilesGiveAValueOrATypedError(string reader)
    {
        var cases = FormatCases.All.Where(c => c.Reader == reader).ToArray();
        var inputs = int.TryParse(Environment.GetEnvironmentVariable("ENGRAM_FUZZ"), CultureInfo.InvariantCulture, out var wanted) ? wanted : DefaultInputs;
        var random = new SeededRandom(reader.Length * 1009);
        var (values, errors) = (0, 0);
        for (var i = 0; i < inputs; i++)
        {
            var format = cases[i % cases.Length];
            var files = format.Files.ToArray();
            var chosen = random.NextInt(files.Length);
            files[chosen].Bytes = Mutate(files[chosen].Bytes, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Touch(format.Read(files));
                values++;
            }
            catch (SignalFormatException error)
            {
                if (error.File.Length == 0 || error.Field.Length == 0)
                    Assert.Fail($"{format}, input {i}: the error names no file or field: {error.Message}");
                errors++;
            }
            catch (Exception error)
            {
                var path = Path.Combine(Path.GetTempPath(), $"engram-fuzz-{reader.Replace(' ', '-')}-{i}");
                File.WriteAllBytes(path, files[chosen].Bytes);
                Assert.Fail($"{format}, input {i} ({path}): {error}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < AllocationAllowed, $"{format}, input {i}: {allocated} bytes allocated for a file of {files[chosen].Bytes.Length}");
        }

        Console.WriteLine($"fuzz {reader}: {inputs} inputs tried, {values} values, {errors} typed errors");
        Assert.True(values > inputs / 100 && errors > inputs / 100, $"{values} values and {errors} errors: the mutations are too mild or too wild");
    }

    private static void Touch(object value)
    {
        _ = value switch
        {
            Volume volume => volume.Data[^1] + volume.Slice(0, 0)[0][0],
            ArrayCollection arrays => arrays.Values.Sum(a => a.Count),
            IReadOnlyList<Evoked> evoked => evoked.Sum(e => e.Data.Length),
            _ => value.ToString()!.Length,
        };
        if (value is not Recording recording)
            return;

        foreach (var part in recording.OtherRates.Prepend(recording))
        {
            var count = (int)Math.Min(10, part.SampleCount);
            part.Read(0, count);
            part.Read(part.SampleCount - count, count);
            part.Read(part.SampleCount / 2, Math.Min(count, 1));
            _ = part.ToString();
        }
    }

    private static byte[] Mutate(byte[] original, SeededRandom random)
    {
        var bytes = original.ToArray();
        if (bytes.Length == 0)
            return bytes;
        // headers stand in front: half of the changes go there
        int Place() => random.NextInt(random.NextInt(2) == 0 ? bytes.Length : Math.Min(bytes.Length, 2048));
        switch (random.NextInt(8))
        {
            case 0:
                return bytes[..random.NextInt(bytes.Length)];
            case 1: // a length that lies, as text
                var lie = Lies[random.NextInt(Lies.Length)];
                var at = Place();
                for (var i = 0; i < Math.Min(lie.Length + 1, bytes.Length - at); i++)
                    bytes[at + i] = (byte)(i < lie.Length ? lie[i] : ' ');
                return bytes;
            case 2: // a length that lies, as a number
                var value = random.NextInt(4) switch { 0 => int.MaxValue, 1 => -1, 2 => int.MinValue, _ => 1 << random.NextInt(31) };
                var place = Place() & ~1;
                for (var i = 0; i < Math.Min(4, bytes.Length - place); i++)
                    bytes[place + i] = (byte)(value >> (8 * i));
                return bytes;
            case 3: // a piece twice, or gone
                var (from, to) = (Place(), Place());
                return [.. bytes[..Math.Max(from, to)], .. bytes[Math.Min(from, to)..]];
            case 4:
                var (a, b) = (Place(), Place());
                return [.. bytes[..Math.Min(a, b)], .. bytes[Math.Max(a, b)..]];
            default:
                for (var k = 0; k < 1 + random.NextInt(8); k++)
                    bytes[Place()] = random.NextInt(3) == 0 ? (byte)(bytes[Place()] ^ (1 << random.NextInt(8))) : (byte)random.NextInt(256);
                return bytes;
        }
    }
}
