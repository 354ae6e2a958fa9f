namespace Engram.Signals.Formats;

/// <summary>One signal of an EDF or BDF file.</summary>
/// <param name="Channel">Name, kind and SI unit.</param>
/// <param name="SamplesPerRecord">Samples in a record.</param>
/// <param name="Layout">Place in a record and calibration.</param>
/// <param name="IsAnnotation">Whether it carries annotation lists, not samples.</param>
/// <param name="Filters">The header's words on filters.</param>
internal sealed record EdfSignal(Channel Channel, int SamplesPerRecord, ChannelLayout Layout, bool IsAnnotation, string Filters)
{
    /// <summary>PhysioNet pads names with dots (<c>Fc5.</c>); the standard puts the kind before the name (<c>EEG Fpz-Cz</c>).</summary>
    public static string CleanLabel(string label)
    {
        var name = label.TrimEnd('.').Trim();
        return name.StartsWith("EEG ", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ECG ", StringComparison.OrdinalIgnoreCase) ? name[4..].Trim() : name;
    }
}
