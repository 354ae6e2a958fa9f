namespace Engram.Signals;

/// <summary>
/// Places of the 10-05 system on a sphere. The horizontal circle through nasion, ears and inion is latitude 0; each 10 % of
/// nasion-inion is 18°. A row is the circle through its two ends on latitude 18° and its midpoint on the midline, cut into equal arcs.
/// </summary>
internal static class Standard1005Positions
{
    private const double Radius = 0.095;
    private const double Ring = 18;

    // (name inside, name at and below the ring, azimuth of the left end from the nose = angle of the midpoint along the midline)
    private static readonly (string Inner, string Outer, double Angle)[] Rows =
    [
        ("AFp", "AFp", 27), ("AF", "AF", 36), ("AFF", "AFF", 45), ("F", "F", 54), ("FFC", "FFT", 63), ("FC", "FT", 72), ("FCC", "FTT", 81), ("C", "T", 90),
        ("CCP", "TTP", 99), ("CP", "TP", 108), ("CPP", "TPP", 117), ("P", "P", 126), ("PPO", "PPO", 135), ("PO", "PO", 144), ("POO", "POO", 153),
    ];

    // Places between the ring and the midline, as eighths of the arc.
    private static readonly (string Number, int Eighths)[] Inside = [("7h", 1), ("5", 2), ("5h", 3), ("3", 4), ("3h", 5), ("1", 6), ("1h", 7)];

    public static IEnumerable<KeyValuePair<string, Point3>> Compute()
    {
        yield return new("LPA", new(-Radius, 0, 0));
        yield return new("RPA", new(Radius, 0, 0));
        foreach (var (row, latitude, azimuth) in new[] { ("N", 0, 0), ("NFp", 9, 0), ("Fp", 18, 0), ("O", 18, 180), ("OI", 9, 180), ("I", 0, 180) })
        {
            yield return new(row + "z", OnSphere(azimuth, latitude));
            foreach (var (number, angle) in new[] { ("1", 18), ("1h", 9) })
            {
                var left = OnSphere(Math.Abs(azimuth - angle), latitude);
                yield return new(row + number, left);
                yield return new(row + number.Replace('1', '2'), left with { X = -left.X });
            }
        }

        foreach (var (inner, outer, angle) in Rows)
        {
            var midline = OnSphere(angle <= 90 ? 0 : 180, angle <= 90 ? angle : 180 - angle);
            yield return new(inner + "z", midline);
            foreach (var (number, latitude) in new[] { ("7", Ring), ("9h", Ring / 2), ("9", 0) })
            {
                foreach (var both in Pair(outer, number, OnSphere(angle, latitude)))
                    yield return both;
            }

            foreach (var (number, eighths) in Inside)
            {
                foreach (var both in Pair(number == "7h" ? outer : inner, number, OnArc(OnSphere(angle, Ring), midline, eighths / 8.0)))
                    yield return both;
            }
        }
    }

    // The same place on both sides: odd numbers left, the next even number right.
    private static KeyValuePair<string, Point3>[] Pair(string row, string number, Point3 left) =>
    [
        new(row + number, left),
        new($"{row}{int.Parse(number.TrimEnd('h')) + 1}{(number.EndsWith('h') ? "h" : "")}", left with { X = -left.X }),
    ];

    // Azimuth from the nose to the left, latitude upwards, in degrees.
    private static Point3 OnSphere(double azimuth, double latitude)
    {
        var (sinA, cosA) = Math.SinCos(azimuth * Math.PI / 180);
        var (sinL, cosL) = Math.SinCos(latitude * Math.PI / 180);
        return new(-Radius * cosL * sinA, Radius * cosL * cosA, Radius * sinL);
    }

    // A part of the arc from the left end to the midpoint, on the circle through left end, midpoint and right end. The circle
    // lies in a plane that holds the x direction; its centre is the origin's projection onto the plane.
    private static Point3 OnArc(Point3 left, Point3 middle, double part)
    {
        var right = left with { X = -left.X };
        var normal = (middle - left).Cross(right - left).Normalized();
        var centre = normal.Dot(left) * normal;
        var (u, v) = (middle - centre, left - centre);
        var angle = Math.Acos(Math.Clamp(u.Dot(v) / (u.Length * v.Length), -1, 1));
        var theta = (1 - part) * angle; // measured from the midpoint
        var side = new Point3(-u.Length, 0, 0);
        return centre + (Math.Cos(theta) * u) + (Math.Sin(theta) * side);
    }
}
