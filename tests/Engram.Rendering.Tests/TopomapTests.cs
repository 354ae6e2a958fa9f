using System.Globalization;
using Engram.Rendering.Topomaps;
using Engram.Signals.Montages;
using Vector3 = System.Numerics.Vector3;

namespace Engram.Rendering.Tests;

public class TopomapTests
{
    private static readonly string[] Names = [.. ElectrodePositions.Names.Where(n => n.Length <= 3 && !n.EndsWith('h'))];

    [Fact]
    public void PositionsEqualTheSphericalTableThatMneShips()
    {
        var folder = StagedData.Folder("electrode-positions");
        Assert.SkipWhen(folder is null, "the staged electrode positions are not here");
        var compared = 0;
        foreach (var row in File.ReadLines(Path.Combine(folder, "mne_montages", "spherical_1005.tsv")).Skip(1).Select(l => l.Split('\t')))
        {
            if (row[0] is "LPA" or "RPA")
                continue;
            var expected = new Vector3(Number(row[1]), Number(row[2]), Number(row[3]));
            var actual = ElectrodePositions.Find(row[0]);
            Assert.True(actual is { } found && Vector3.Distance(found, expected) < 2e-3, $"{row[0]}: expected {expected}, got {actual}");
            compared++;
        }

        Assert.True(compared > 340);
    }

    [Fact]
    public void EveryPositionIsAUnitVectorAndLeftMirrorsRight()
    {
        Assert.All(ElectrodePositions.Names, n => Assert.Equal(1, ElectrodePositions.Find(n)!.Value.Length(), 1e-5f));
        Assert.Equal(ElectrodePositions.Find("C4"), ElectrodePositions.Find("c3") is { } left ? left with { X = -left.X } : null);
        Assert.Equal(ElectrodePositions.Find("T7"), ElectrodePositions.Find("T3"));
        Assert.Null(ElectrodePositions.Find("ECG"));
    }

    [Fact]
    public void TheSplinePassesThroughItsElectrodesAndKeepsAConstant()
    {
        var positions = Names.Select(n => ElectrodePositions.Find(n)!.Value).Distinct().ToArray();
        var values = positions.Select(p => Math.Sin(4 * p.X) + (p.Y * p.Z)).ToArray();
        var spline = new SphericalSpline(positions, values);
        for (var i = 0; i < positions.Length; i++)
            Assert.Equal(values[i], spline.At(positions[i]), 0.005);
        Assert.Equal(4, new SphericalSpline(positions, [.. positions.Select(_ => 4.0)]).At(Vector3.Normalize(new(0.3f, 0.5f, 0.6f))), 1e-6);
    }

    // A smooth field, here a spherical harmonic of degree 2, is what splines are for.
    [Fact]
    public void TheSplineRecoversASmoothFieldBetweenElectrodes()
    {
        static double Field(Vector3 p) => (p.X * p.Z) + (0.5 * p.Y * p.Y);
        var positions = Names.Select(n => ElectrodePositions.Find(n)!.Value).Distinct().ToArray();
        var spline = new SphericalSpline(positions, [.. positions.Select(Field)]);
        foreach (var name in (string[])["F1h", "CCP3h", "PPO4h", "FFT8h"])
        {
            var point = ElectrodePositions.Find(name)!.Value;
            Assert.Equal(Field(point), spline.At(point), 0.01);
        }
    }

    [Fact]
    public void UnknownElectrodesAndMissingValuesAreRefusedByName()
    {
        Assert.Contains("ECG", Assert.Throws<ArgumentException>(() => Plot.Topomap(["Cz", "ECG"], [1, 2])).Message);
        Assert.Throws<ArgumentException>(() => Plot.Topomap(["Cz", "Pz"], [1]));
    }

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}
