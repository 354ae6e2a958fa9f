using System.Diagnostics;
using Engram.Modeling.Training.TensorBoard;

namespace Engram.Modeling.Tests.Training;

/// <summary>Event files against an independent writer and reader in Python (tests/oracles/tensorboard_events.py).</summary>
public class EventFileTests
{
    [Fact]
    public void BytesAreThoseOfTheIndependentWriter()
    {
        var stream = new MemoryStream();
        using (var writer = new EventFileWriter(stream, new StoppedClock()))
        {
            writer.Write(0, [new("loss", 1.5), new("terms/reconstruction", 0.1)]);
            writer.Write(300, [new("loss", -2.25e-5), new("validation", 3e8)]);
        }

        Assert.Equal(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "events.bin")), stream.ToArray());
    }

    [Fact]
    public void TheChecksumIsCastagnolis() =>
        Assert.Equal(System.Numerics.BitOperations.RotateRight(0xE3069283, 15) + 0xA282EAD8, RecordChecksum.Of("123456789"u8));

    [Fact]
    public void ATrainingWritesARecordAStep()
    {
        using var folder = new TemporaryFolder();
        using var training = new TinyTraining(events: folder.Path);
        training.Run();
        var file = Assert.Single(Directory.GetFiles(folder.Path, "events.out.tfevents.*"));
        var script = Oracle();
        Assert.SkipUnless(script is not null && File.Exists("/usr/bin/python3"), "needs /usr/bin/python3 and the repository's tests/oracles");
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script!, file]) { RedirectStandardOutput = true })!;
        var lines = python.StandardOutput.ReadToEnd().Trim().Split('\n');
        python.WaitForExit();
        Assert.Equal(0, python.ExitCode);
        Assert.Equal(1 + training.Config.Steps, lines.Length);
        Assert.Contains("brain.Event:2", lines[0]);
        Assert.All(lines.Skip(1), line => Assert.Contains("\"terms/fit\"", line));
    }

    private static string? Oracle()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "tests", "oracles", "tensorboard_events.py");
            if (File.Exists(file))
                return file;
        }

        return null;
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_250);
    }
}
