namespace Engram.Signals.Formats;

/// <summary>One signal of an EDF file: value = Scale * digital + Shift, in SI units.</summary>
internal sealed record EdfSignal(string Label, ChannelKind Kind, string Unit, int SamplesPerRecord, double Scale, double Shift, long Offset, bool IsAnnotation)
{
    /// <summary>PhysioNet pads names with dots (<c>Fc5.</c>); the standard puts the kind before the name (<c>EEG Fpz-Cz</c>).</summary>
    public static string CleanLabel(string label)
    {
        var name = label.TrimEnd('.').Trim();
        return name.StartsWith("EEG ", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ECG ", StringComparison.OrdinalIgnoreCase) ? name[4..].Trim() : name;
    }

    public static (string Unit, ChannelKind Kind) UnitAndKind(string label, string unit, out double factor)
    {
        factor = unit.Replace('\u00b5', 'u').Replace('\u03bc', 'u') switch { "uV" => 1e-6, "mV" => 1e-3, "nV" => 1e-9, "V" => 1, _ => 1 };
        var isVolt = unit.EndsWith('V') && unit.Length <= 2;
        var upper = label.ToUpperInvariant();
        var kind = upper.Contains("ECG", StringComparison.Ordinal) || upper.Contains("EKG", StringComparison.Ordinal) ? ChannelKind.Ecg
            : upper.Contains("EOG", StringComparison.Ordinal) ? ChannelKind.Eog
            : upper.Contains("EMG", StringComparison.Ordinal) ? ChannelKind.Emg
            : isVolt ? ChannelKind.Eeg : ChannelKind.Other;
        return (isVolt ? "V" : unit, kind);
    }
}
