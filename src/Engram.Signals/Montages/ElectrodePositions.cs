using System.Numerics;

namespace Engram.Signals.Montages;

/// <summary>
/// Ideal positions of the 10-20, 10-10 and 10-05 systems on the unit sphere: x to the right ear, y to the nose, z to the vertex.
/// They follow from the systems' definition. The midline from nasion over the vertex to inion is divided into steps of 10 % (18°),
/// the ring 10 % above the ears likewise, and each row is the circle through its two ring points and its midline point, divided
/// into quarters (10-10) and eighths (10-05). Positions of one head differ from these by a centimetre or so.
/// </summary>
public static class ElectrodePositions
{
    private const double Ring = 72;
    private const double HalfRing = 81;
    private const double Equator = 90;

    // rows from front to back, with the polar angle of their midline point in degrees
    private static readonly (string Middle, string Lateral, double Angle)[] Rows =
    [
        ("AFp", "AFp", 63), ("AF", "AF", 54), ("AFF", "AFF", 45), ("F", "F", 36), ("FFC", "FFT", 27), ("FC", "FT", 18), ("FCC", "FTT", 9), ("C", "T", 0),
        ("CCP", "TTP", -9), ("CP", "TP", -18), ("CPP", "TPP", -27), ("P", "P", -36), ("PPO", "PPO", -45), ("PO", "PO", -54), ("POO", "POO", -63),
    ];

    // older names of the same places
    private static readonly (string Old, string New)[] Synonyms = [("T3", "T7"), ("T4", "T8"), ("T5", "P7"), ("T6", "P8"), ("NAS", "Nz")];

    private static readonly Dictionary<string, Vector3> Table = Build();

    /// <summary>All names, in the spelling of the standard.</summary>
    public static IReadOnlyCollection<string> Names => Table.Keys;

    /// <summary>The position of an electrode.</summary>
    /// <param name="name">Its name; upper and lower case are the same.</param>
    /// <returns>A unit vector, or <see langword="null"/> where the systems have no such name.</returns>
    public static Vector3? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Table.TryGetValue(name.Trim().TrimEnd('.'), out var position) ? position : null;
    }

    private static Dictionary<string, Vector3> Build()
    {
        var table = new Dictionary<string, Vector3>(StringComparer.OrdinalIgnoreCase);
        foreach (var (middle, lateral, angle) in Rows)
            AddRow(table, middle, lateral, angle);

        // in front of the first row and behind the last one there is the ring alone
        foreach (var (name, low, azimuth) in ((string, double, double)[])[("Fp", Ring, 0), ("NFp", HalfRing, 0), ("N", Equator, 0), ("O", Ring, 180), ("OI", HalfRing, 180), ("I", Equator, 180)])
        {
            var towards = azimuth == 0 ? 1 : -1;
            table[name + "z"] = At(low, azimuth);
            AddPair(table, name, 1, "h", At(low, azimuth + (towards * 9)));
            AddPair(table, name, 1, "", At(low, azimuth + (towards * 18)));
        }

        foreach (var (old, current) in Synonyms)
            table[old] = table[current];
        return table;
    }

    private static void AddRow(Dictionary<string, Vector3> table, string middle, string lateral, double angle)
    {
        var top = angle >= 0 ? At(angle, 0) : At(-angle, 180);
        var azimuth = 90 - angle; // a step of 18° on the midline is one of 18° on the ring
        table[middle + "z"] = top;
        var side = At(Ring, azimuth);
        for (var eighth = 1; eighth <= 8; eighth++)
        {
            var number = ((eighth + 1) / 2 * 2) - 1;
            AddPair(table, eighth >= 7 ? lateral : middle, number, eighth % 2 == 1 ? "h" : "", OnArc(side, top, eighth / 8.0));
        }

        AddPair(table, lateral, 9, "h", At(HalfRing, azimuth));
        AddPair(table, lateral, 9, "", At(Equator, azimuth));
    }

    // odd numbers are on the left, the even number after them on the right
    private static void AddPair(Dictionary<string, Vector3> table, string row, int odd, string suffix, Vector3 left)
    {
        table[$"{row}{odd}{suffix}"] = left;
        table[$"{row}{odd + 1}{suffix}"] = left with { X = -left.X };
    }

    // polar angle from the vertex, azimuth from the nose towards the left ear, in degrees
    private static Vector3 At(double polar, double azimuth)
    {
        var ((sinPolar, cosPolar), (sinAzimuth, cosAzimuth)) = (Math.SinCos(polar * Math.PI / 180), Math.SinCos(azimuth * Math.PI / 180));
        return new((float)(-sinPolar * sinAzimuth), (float)(sinPolar * cosAzimuth), (float)cosPolar);
    }

    // the point at a share of the arc from the midline to the ring, on the circle through left, middle and right
    private static Vector3 OnArc(Vector3 side, Vector3 middle, double share)
    {
        var other = side with { X = -side.X };
        var normal = Vector3.Normalize(Vector3.Cross(side - middle, other - middle));
        var centre = normal * Vector3.Dot(normal, middle);
        var (from, to) = (middle - centre, side - centre);
        var radius = from.Length();
        var angle = Math.Acos(Math.Clamp(Vector3.Dot(from, to) / (radius * radius), -1, 1)) * share;
        var (u, v) = (Vector3.Normalize(from), Vector3.Normalize(to - (Vector3.Dot(to, from) / (radius * radius) * from)));
        return centre + (radius * (((float)Math.Cos(angle) * u) + ((float)Math.Sin(angle) * v)));
    }
}
