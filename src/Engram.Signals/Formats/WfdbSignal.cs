namespace Engram.Signals.Formats;

/// <summary>One signal line of a WFDB header.</summary>
internal sealed record WfdbSignal(string FileName, int Format, int ByteOffset, double Gain, int Baseline, string Unit, int? Checksum, Channel Channel)
{
    public double[] ToPhysical(int[] digital)
    {
        var factor = Unit switch { "mV" => 1e-3, "uV" => 1e-6, "nV" => 1e-9, _ => 1.0 };
        var scale = factor / Gain;
        var missing = Format switch { 212 => -2048, 80 => -128, 24 => -(1 << 23), 32 => int.MinValue, _ => short.MinValue };
        return Array.ConvertAll(digital, d => d == missing ? double.NaN : (d - Baseline) * scale);
    }
}
