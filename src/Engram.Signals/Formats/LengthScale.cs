namespace Engram.Signals.Formats;

/// <summary>The unit of head positions in files that do not say it.</summary>
internal static class LengthScale
{
    private const double HeadRadius = 0.095;

    /// <summary>Metres in one unit, from the median distance to the origin: millimetres are tens to a hundred, centimetres about ten, a unit sphere about 1, metres about 0.1.</summary>
    public static double Guess(IEnumerable<Point3> points)
    {
        var radii = points.Select(p => p.Length).Where(l => l > 0 && double.IsFinite(l)).Order().ToArray();
        var median = radii.Length > 0 ? radii[radii.Length / 2] : 0.1;
        return median > 20 ? 1e-3 : median > 4 ? 1e-2 : median > 0.3 ? HeadRadius / median : 1;
    }
}
