namespace Engram.Rendering;

/// <summary>SI units inside, the units that people read on pictures.</summary>
internal static class DisplayUnit
{
    /// <summary>The unit shown and the factor on the samples.</summary>
    /// <param name="unit">The unit of the samples.</param>
    /// <param name="isCardiac">Whether the signal comes from the heart, which is read in millivolts.</param>
    public static (string Unit, double Scale) Of(string unit, bool isCardiac = false) => unit switch
    {
        "V" => isCardiac ? ("mV", 1e3) : ("µV", 1e6),
        "T" => ("fT", 1e15),
        "T/m" => ("fT/cm", 1e13),
        _ => (unit, 1),
    };
}
