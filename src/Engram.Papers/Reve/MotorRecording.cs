using Engram.Data;
using Engram.Signals;
using Engram.Signals.Filtering;

namespace Engram.Papers.Reve;

/// <summary>Real EEG: windows of runs of eegmmidb's subject S001, at the twenty sites of the 10-20 system.</summary>
public static class MotorRecording
{
    private static readonly string[] Names = ["Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz", "C4", "T8", "P7", "P3", "Pz", "P4", "P8", "O1", "Oz", "O2"];

    /// <summary>Windows that do not overlap, each run standardised by itself. All labels are 0.</summary>
    /// <param name="choice">Where the data are.</param>
    /// <param name="config">Sizes: rate and length of a window.</param>
    /// <param name="runs">Numbers of the runs.</param>
    /// <exception cref="DataException">The data are not real ones.</exception>
    public static SessionSet Load(DataChoice choice, ReveStudyConfig config, params IReadOnlyList<int> runs)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(runs);
        var folder = choice.Folder ?? throw new DataException("Real recordings were asked for, but the data are simulated.");
        var sessions = runs.Select(run =>
        {
            var recording = Recordings.Load(Path.Combine(folder, $"S001R{run:00}.edf")).Pick(Names).Filter(0.5, 0.4 * config.Brain.SamplingRate).Resample(config.Brain.SamplingRate);
            var samples = recording.Read();
            var windows = Enumerable.Range(0, samples[0].Length / config.Brain.Samples)
                .Select(w => Array.ConvertAll(samples, row => row[(w * config.Brain.Samples)..((w + 1) * config.Brain.Samples)])).ToArray();
            return SessionSet.Standardise(windows);
        }).ToArray();
        var signals = TorchSharp.torch.cat(sessions);
        return new(signals, new int[signals.shape[0]], [.. Names.Select(n => Montage.Standard1005[n]).Select(p => (double[])[p.X, p.Y, p.Z])], config.Brain.SamplingRate);
    }
}
