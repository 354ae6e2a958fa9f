using System.Diagnostics.CodeAnalysis;
using Engram.Signals.Formats;
using Engram.Signals.Montages;

namespace Engram.Signals;

/// <summary>Named positions of sensors in metres.</summary>
public sealed class Montage
{
    private const double HeadRadius = 0.095;

    // Names of the 1958 system and of the mastoids, and what the 10-10 system calls the same places.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["T3"] = "T7", ["T4"] = "T8", ["T5"] = "P7", ["T6"] = "P8", ["M1"] = "TP9", ["M2"] = "TP10", ["NAS"] = "Nz", ["INI"] = "Iz",
    };

    private readonly Dictionary<string, Point3> positions;

    /// <summary>Keeps the positions.</summary>
    /// <param name="name">Name of the montage.</param>
    /// <param name="positions">Position in metres by sensor name; of names that differ only in case, the first counts.</param>
    /// <param name="frame">Axes that the positions refer to.</param>
    public Montage(string name, IEnumerable<KeyValuePair<string, Point3>> positions, CoordinateFrame frame = CoordinateFrame.Head)
    {
        ArgumentNullException.ThrowIfNull(positions);
        this.positions = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (sensor, at) in positions)
            this.positions.TryAdd(sensor, at);
        (Name, Frame) = (name, frame);
    }

    /// <summary>The places of the 10-05 system (Oostenveld and Praamstra 2001) and the points before the ears (LPA, RPA), on a sphere of 95 mm.</summary>
    public static Montage Standard1005 { get; } = new("standard 10-05",
    [
        .. ElectrodePositions.Names.Where(n => !Aliases.ContainsKey(n)).Select(n => KeyValuePair.Create(n, HeadRadius * Point3.From(ElectrodePositions.Find(n)!.Value))),
        new("LPA", new(-HeadRadius, 0, 0)), new("RPA", new(HeadRadius, 0, 0)),
    ]);

    /// <summary>Name of the montage.</summary>
    public string Name { get; }

    /// <summary>Reads positions from a file: ASA (<c>.elc</c>), EGI (<c>.sfp</c>), or a table of name, x, y, z (<c>.tsv</c>). A unit that the file does not say follows from the size of a head.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="SignalFormatException">A line is no position.</exception>
    public static Montage Load(string path) => SignalFormats.Load<Montage>(path);

    /// <summary>Axes that the positions refer to.</summary>
    public CoordinateFrame Frame { get; }

    /// <summary>Names of the sensors.</summary>
    public IReadOnlyCollection<string> Names => positions.Keys;

    /// <summary>Position of a sensor (m).</summary>
    /// <param name="name">Name; see <see cref="TryFind"/>.</param>
    /// <exception cref="ArgumentException">The montage has no such sensor.</exception>
    public Point3 this[string name] => TryFind(name, out var at) ? at : throw new ArgumentException($"Montage '{Name}' has no sensor '{name}'.", nameof(name));

    /// <summary>Finds a sensor; case, padding dots, the prefix "EEG", a reference after a dash (REF, LE, AVG, A1 …) and the old names T3, T4, T5, T6, M1, M2 do not matter.</summary>
    /// <param name="name">Name of a channel.</param>
    /// <param name="position">Its position (m).</param>
    public bool TryFind(string name, out Point3 position) => TryCanonical(name, out var canonical) ? positions.TryGetValue(canonical, out position) : None(out position);

    /// <summary>The name that this montage uses for a channel: <c>EEG FP1-REF</c> becomes <c>Fp1</c>, <c>T3</c> becomes <c>T7</c>.</summary>
    /// <param name="name">Name of a channel.</param>
    /// <param name="canonical">The montage's own spelling.</param>
    public bool TryCanonical(string name, [NotNullWhen(true)] out string? canonical)
    {
        ArgumentNullException.ThrowIfNull(name);
        canonical = null;
        var plain = name.Trim().TrimEnd('.');
        if (plain.StartsWith("EEG ", StringComparison.OrdinalIgnoreCase))
            plain = plain[4..].Trim();
        if (plain.LastIndexOf('-') is var dash && dash > 0 && plain[(dash + 1)..].ToUpperInvariant() is "REF" or "LE" or "AVG" or "AR" or "A1" or "A2" or "M1" or "M2")
            plain = plain[..plain.LastIndexOf('-')].Trim();
        foreach (var candidate in (string[])[plain, Aliases.GetValueOrDefault(plain, plain), Aliases.FirstOrDefault(a => string.Equals(a.Value, plain, StringComparison.OrdinalIgnoreCase)).Key ?? plain])
        {
            if (positions.ContainsKey(candidate))
            {
                canonical = positions.Keys.First(k => string.Equals(k, candidate, StringComparison.OrdinalIgnoreCase));
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => $"Montage '{Name}': {positions.Count} positions in the {Frame} frame";

    private static bool None(out Point3 position)
    {
        position = default;
        return false;
    }
}
