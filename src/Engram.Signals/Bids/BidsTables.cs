using System.Text.Json;

namespace Engram.Signals.Bids;

/// <summary>What the tables of BIDS say about channels, electrodes and events.</summary>
internal static class BidsTables
{
    private static readonly Dictionary<string, ChannelKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EEG"] = ChannelKind.Eeg, ["ECG"] = ChannelKind.Ecg, ["EOG"] = ChannelKind.Eog, ["HEOG"] = ChannelKind.Eog, ["VEOG"] = ChannelKind.Eog, ["EMG"] = ChannelKind.Emg,
        ["SEEG"] = ChannelKind.Seeg, ["DBS"] = ChannelKind.Seeg, ["ECOG"] = ChannelKind.Ecog, ["MEGMAG"] = ChannelKind.Magnetometer, ["MEGGRADPLANAR"] = ChannelKind.Gradiometer,
        ["MEGGRADAXIAL"] = ChannelKind.Gradiometer, ["MEGREFMAG"] = ChannelKind.ReferenceMeg, ["TRIG"] = ChannelKind.Stimulus, ["PPG"] = ChannelKind.Ppg, ["RESP"] = ChannelKind.Respiration,
        ["GSR"] = ChannelKind.SkinConductance, ["TEMP"] = ChannelKind.Temperature, ["ACCEL"] = ChannelKind.Acceleration, ["MISC"] = ChannelKind.Other, ["OTHER"] = ChannelKind.Other,
    };

    public static string TypeOf(ChannelKind kind) => Kinds.FirstOrDefault(k => k.Value == kind).Key ?? "MISC";

    public static void ApplyChannels(BidsTable table, Channel[] channels)
    {
        foreach (var row in table.Rows)
        {
            if (table.Text(row, "name") is not { } name || channels.Find(name) is var i && i < 0)
                continue;
            if (table.Text(row, "type") is { } type && Kinds.TryGetValue(type, out var kind))
                channels[i] = channels[i] with { Kind = kind };
            if (string.Equals(table.Text(row, "status"), "bad", StringComparison.OrdinalIgnoreCase))
                channels[i] = channels[i] with { IsBad = true };
        }
    }

    public static void ApplyElectrodes(BidsTable table, JsonElement system, Channel[] channels)
    {
        string? Property(string suffix) => system.ValueKind == JsonValueKind.Object
            ? system.EnumerateObject().FirstOrDefault(p => p.Name.EndsWith(suffix, StringComparison.Ordinal) && !p.Name.StartsWith("Fiducials", StringComparison.Ordinal)).Value is { ValueKind: JsonValueKind.String } v ? v.GetString() : null
            : null;
        var scale = Property("CoordinateUnits") switch { "mm" => 1e-3, "cm" => 1e-2, _ => 1.0 };
        var frame = Property("CoordinateSystem") is { } name ? name.Contains("MNI", StringComparison.OrdinalIgnoreCase) || name.Contains("fsaverage", StringComparison.OrdinalIgnoreCase) ? CoordinateFrame.Template : CoordinateFrame.Head : CoordinateFrame.Unknown;
        foreach (var row in table.Rows)
        {
            if (table.Text(row, "name") is { } electrode && channels.Find(electrode) is var i and >= 0 && table.Number(row, "x") is { } x && table.Number(row, "y") is { } y && table.Number(row, "z") is { } z)
                channels[i] = channels[i] with { Geometry = new(scale * new Point3(x, y, z)) { Frame = frame } };
        }
    }

    public static Annotations ReadEvents(BidsTable table)
    {
        var found = new List<Annotation>();
        foreach (var row in table.Rows)
        {
            var text = table.Text(row, "trial_type") ?? table.Text(row, "value") ?? table.Text(row, "event_type") ?? "event";
            if (table.Number(row, "onset") is { } onset)
                found.Add(new(onset, Math.Max(0, table.Number(row, "duration") ?? 0), text) { Channels = table.Text(row, "channel") is { } names ? names.Split(',', StringSplitOptions.TrimEntries) : [] });
        }

        return new(found);
    }
}
