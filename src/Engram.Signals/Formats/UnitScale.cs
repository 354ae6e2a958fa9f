namespace Engram.Signals.Formats;

/// <summary>Converts the units that files name to SI.</summary>
internal static class UnitScale
{
    private static readonly (string Base, string Si, double Factor)[] Bases =
    [
        ("Vs", "Vs", 1), ("V", "V", 1), ("T/m", "T/m", 1), ("T", "T", 1), ("S", "S", 1), ("Pa", "Pa", 1), ("A", "A", 1), ("g", "m/s²", 9.80665), ("Ohm", "Ω", 1), ("Ω", "Ω", 1), ("s", "s", 1), ("m/s^2", "m/s²", 1), ("Hz", "Hz", 1),
    ];

    /// <summary>SI units in one unit of the file, and the SI unit; units without an SI scale stay as they are with factor 1.</summary>
    public static (double Factor, string Unit) ToSi(string unit)
    {
        var text = unit.Trim().Replace('µ', 'u').Replace('μ', 'u').Replace("Â", "", StringComparison.Ordinal);
        if (string.Equals(text, "mmHg", StringComparison.OrdinalIgnoreCase))
            return (133.322387415, "Pa");
        if (text is "degC" or "C" or "°C" or "%" or "NU" or "adu" or "bpm" or "")
            return (1, text);
        foreach (var (name, si, factor) in Bases)
        {
            if (!text.EndsWith(name, StringComparison.Ordinal))
                continue;
            double? prefix = text[..^name.Length] switch { "" => 1, "k" => 1e3, "m" => 1e-3, "u" => 1e-6, "n" => 1e-9, "p" => 1e-12, "f" => 1e-15, "M" when name != "s" => 1e6, _ => null };
            if (prefix is { } p)
                return (p * factor, si);
        }

        // Some writers spell microvolts in one case only.
        return text.ToLowerInvariant() switch { "uv" or "microvolt" or "microv" => (1e-6, "V"), "mv" or "millivolt" => (1e-3, "V"), "volt" or "volts" or "v" => (1, "V"), _ => (1, text) };
    }
}
