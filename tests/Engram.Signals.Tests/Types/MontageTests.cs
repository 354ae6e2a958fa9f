namespace Engram.Signals.Tests;

public sealed class MontageTests
{
    [Fact]
    public void ComputedPlacesEqualTheStagedSphericalTable()
    {
        var folder = StagedData.Folder("electrode-positions");
        Assert.SkipWhen(folder is null, "the staged positions are not here");
        var compared = 0;
        foreach (var line in File.ReadLines(Path.Combine(folder, "mne_montages", "spherical_1005.tsv")).Skip(1))
        {
            var fields = line.Split('\t');
            var at = Montage.Standard1005[fields[0]];
            Assert.Equal(double.Parse(fields[1]), at.X / 0.095, 1e-3);
            Assert.Equal(double.Parse(fields[2]), at.Y / 0.095, 1e-3);
            Assert.Equal(double.Parse(fields[3]), at.Z / 0.095, 1e-3);
            compared++;
        }

        Assert.Equal(348, compared);
    }

    [Theory]
    [InlineData("FP1", "Fp1")]
    [InlineData("T3", "T7")]
    [InlineData("t6", "P8")]
    [InlineData("EEG C3-REF", "C3")]
    [InlineData("EEG F4-A1", "F4")]
    [InlineData("Fc5.", "FC5")]
    [InlineData("M1", "TP9")]
    public void NamesAreFoundInTheirManySpellings(string written, string canonical)
    {
        Assert.True(Montage.Standard1005.TryCanonical(written, out var found));
        Assert.Equal(canonical, found);
    }

    [Fact]
    public void StagedMontagesLoadInMetres()
    {
        var folder = StagedData.Folder("electrode-positions");
        Assert.SkipWhen(folder is null, "the staged positions are not here");
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, "mne_montages")).Where(p => Path.GetExtension(p) is ".elc" or ".sfp" or ".tsv" && !p.Contains("artinis", StringComparison.Ordinal)))
        {
            var montage = Montage.Load(path);
            Assert.True(montage.Names.Count > 15, path);
            Assert.InRange(montage.Names.Select(n => montage[n].Length).Average(), 0.07, 0.13);
        }

        var colin = Montage.Load(Path.Combine(folder, "mne_montages", "colin27_1005.elc"));
        Assert.Equal(-0.0860761, colin["LPA"].X, 1e-9);
        Assert.Equal("FCz", colin.TryCanonical("fcz", out var name) ? name : "");
    }

    [Fact]
    public void AMontageOfTheOldNamesIsFoundByTheNewOnes() =>
        Assert.True(new Montage("old", [new("T3", new(1, 2, 3))]).TryFind("T7", out _));

    [Fact]
    public void UnknownNamesStayWithoutAPlace()
    {
        var recording = SampleRecordings.Make().WithMontage(Montage.Standard1005);
        Assert.Null(recording.Channels[2].Geometry);
        Assert.Equal(0.095, recording.Channels[1].Geometry!.Position.Z, 1e-8); // Cz is the top
        Assert.Throws<ArgumentException>(() => Montage.Standard1005["ECG"]);
    }
}
