using System.Diagnostics;
using System.Text.Json;
using Engram.Signals.Bids;

namespace Engram.Signals.Tests;

/// <summary>The official bids-validator (1.x, from npm or Debian) on what we write; skipped where it is not on the PATH.</summary>
public sealed class BidsValidatorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void RawFilesOfOurWritersAreValid()
    {
        WriteRaw();
        Assert.Equal([], Errors(folder.Path));
    }

    // The validator knows only the names of raw files, so it passes over folders of derivatives, and objects to the entity desc and to
    // nothing else when such a folder is shown to it alone. What stands in the files it checks once that entity is taken out.
    [Fact]
    public void DerivativesAreValidUnderRawNames()
    {
        WriteRaw();
        var tree = BidsTree.Open(folder.Path);
        var source = Assert.Single(tree.Recordings);
        var derivatives = folder.File("derivatives/clean");
        new BidsDerivatives(derivatives, "clean").Write(tree.Load(source).Crop(0, 2), source, "cropped", tree.Sidecar(source));
        Assert.Equal([], Errors(folder.Path));
        Assert.Equal(["NOT_INCLUDED", "NO_VALID_DATA_FOUND_FOR_SUBJECT"], Errors(derivatives).Select(e => e.Split(':')[0]).Distinct());

        foreach (var path in Directory.GetFiles(derivatives, "*_desc-cropped*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(path) is ".vhdr" or ".vmrk")
                File.WriteAllText(path, File.ReadAllText(path).Replace("_desc-cropped", "", StringComparison.Ordinal));
            File.Move(path, path.Replace("_desc-cropped", "", StringComparison.Ordinal));
        }

        // of the sidecar only the two fields that belong to derivatives are unknown to it
        var sidecar = Path.Combine(derivatives, "sub-01/eeg/sub-01_task-rest_eeg.json");
        Assert.All(Errors(derivatives), e => Assert.Contains("sub-01_task-rest_eeg.json", e));
        var fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(File.ReadAllText(sidecar))!;
        Assert.True(fields.Remove("Sources") && fields.Remove("Description"));
        File.WriteAllText(sidecar, JsonSerializer.Serialize(fields));
        Assert.Equal([], Errors(derivatives));
    }

    [Fact]
    public void TheValidatorSeesFaults()
    {
        WriteRaw();
        File.WriteAllText(folder.File("dataset_description.json"), """{"BIDSVersion": "1.8.0"}""");
        Assert.NotEmpty(Errors(folder.Path));
    }

    private void WriteRaw()
    {
        var place = Directory.CreateDirectory(folder.File("sub-01/eeg")).FullName;
        var recording = SampleRecordings.Make();
        recording.Save(Path.Combine(place, "sub-01_task-rest_eeg.edf"));
        File.WriteAllText(folder.File("README"), "Synthetic recordings that Engram's tests write; they hold no subject and are made anew for each run of the tests.\nNothing in this folder is meant to be kept. See the repository for how they come about.\n");
        File.WriteAllText(folder.File("dataset_description.json"), """{"Name": "samples", "BIDSVersion": "1.8.0", "Authors": ["One", "Two"], "License": "CC0"}""");
        File.WriteAllText(folder.File("participants.tsv"), "participant_id\tage\nsub-01\t61\n");
        File.WriteAllText(folder.File("participants.json"), """{"age": {"Description": "age", "Units": "years"}}""");
        File.WriteAllText(folder.File("sub-01/eeg/sub-01_task-rest_eeg.json"), $$"""
            {"TaskName": "rest", "EEGReference": "Cz", "SamplingFrequency": {{recording.SamplingRate}}, "PowerLineFrequency": 50, "SoftwareFilters": "n/a"}
            """);
        File.WriteAllText(folder.File("sub-01/eeg/sub-01_task-rest_channels.tsv"), "name\ttype\tunits\n" + string.Concat(recording.Channels.Select(c => $"{c.Name}\t{c.Kind.ToString().ToUpperInvariant()}\tV\n")));
        File.WriteAllText(folder.File("sub-01/eeg/sub-01_task-rest_events.tsv"), "onset\tduration\n0.5\t0.5\n");
    }

    private static string[] Errors(string root)
    {
        var start = new ProcessStartInfo("bids-validator", ["--json", root]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("bids-validator is not installed (npm install -g bids-validator@1)");
        }

        using (process)
        {
            var reading = process!.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            using var report = JsonDocument.Parse(text);
            return [.. report.RootElement.GetProperty("issues").GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("key")}: {e.GetProperty("reason")} {e.GetProperty("files").EnumerateArray().FirstOrDefault()}")];
        }
    }
}
