using Engram.Data;
using Engram.Signals;
using Engram.Signals.Filtering;

namespace Engram.Papers.AugmentedCovariance;

/// <summary>Real motor imagery: eegmmidb subject S001, sensorimotor channels, 8-35 Hz, one group for each run.</summary>
public static class MotorImagerySet
{
    private static readonly string[] Channels = ["Fc3", "Fcz", "Fc4", "C3", "Cz", "C4", "Cp3", "Cp4"];

    /// <summary>Loads the imagery runs of one task.</summary>
    /// <param name="choice">Where the data are.</param>
    /// <param name="isFeet">Both fists against both feet (runs 6, 10, 14) instead of left against right fist (runs 4, 8, 12).</param>
    /// <exception cref="DataException">The data are not real ones.</exception>
    public static Epochs Load(DataChoice choice, bool isFeet)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var folder = choice.Folder ?? throw new DataException("Real recordings were asked for, but the data are simulated.");
        var runs = isFeet ? (int[])[6, 10, 14] : [4, 8, 12];
        return Epochs.Concatenate([.. runs.Select(run =>
            Epochs.Cut(Recordings.Load(Path.Combine(folder, $"S001R{run:00}.edf")).Pick(Channels).Filter(8, 35), ["T1", "T2"], 0.5, 3.5, run))]);
    }
}
