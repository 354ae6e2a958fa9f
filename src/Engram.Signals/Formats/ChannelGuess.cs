namespace Engram.Signals.Formats;

/// <summary>Guesses what a channel measures from its label and unit, for formats that do not say.</summary>
internal static class ChannelGuess
{
    private static readonly (string Word, ChannelKind Kind)[] Words =
    [
        ("ECG", ChannelKind.Ecg), ("EKG", ChannelKind.Ecg), ("MLII", ChannelKind.Ecg), ("EOG", ChannelKind.Eog), ("EMG", ChannelKind.Emg), ("SEEG", ChannelKind.Seeg), ("ECOG", ChannelKind.Ecog),
        ("PLETH", ChannelKind.Ppg), ("PPG", ChannelKind.Ppg), ("RESP", ChannelKind.Respiration), ("ABP", ChannelKind.Pressure), ("GSR", ChannelKind.SkinConductance), ("EDA", ChannelKind.SkinConductance),
        ("TEMP", ChannelKind.Temperature), ("STATUS", ChannelKind.Stimulus), ("TRIGGER", ChannelKind.Stimulus), ("STI ", ChannelKind.Stimulus),
    ];

    public static ChannelKind Kind(string label, string siUnit, ChannelKind otherwise = ChannelKind.Eeg)
    {
        foreach (var (word, kind) in Words)
        {
            if (label.Contains(word, StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        return siUnit switch { "V" => otherwise, "T" => ChannelKind.Magnetometer, "T/m" => ChannelKind.Gradiometer, "S" => ChannelKind.SkinConductance, "Pa" => ChannelKind.Pressure, "m/s²" => ChannelKind.Acceleration, _ => ChannelKind.Other };
    }
}
