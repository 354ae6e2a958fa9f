using Engram.Data;
using Engram.Signals;
using Engram.Signals.Filtering;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.RbTransformer;

/// <summary>Band entropies of real trials: eegmmidb S001, imagined fists against feet (runs 6, 10, 14), 14 electrodes over the motor strip; the 2 s before a cue are the baseline.</summary>
/// <param name="Features">[window, electrode, band].</param>
/// <param name="Labels">0 for both fists, 1 for both feet.</param>
/// <param name="TrialOf">Trial of each window.</param>
/// <param name="Runs">Run of each window.</param>
public sealed record RbTransformerTrials(Tensor Features, int[] Labels, int[] TrialOf, int[] Runs)
{
    private const double SamplingRate = 128;

    /// <summary>The electrodes.</summary>
    public static IReadOnlyList<string> Electrodes { get; } = ["Fc3", "Fcz", "Fc4", "C5", "C3", "C1", "Cz", "C2", "C4", "C6", "Cp3", "Cpz", "Cp4", "Pz"];

    /// <summary>Loads the trials.</summary>
    /// <param name="choice">Where the data are.</param>
    /// <param name="features">How features are made.</param>
    /// <exception cref="DataException">The data are not real ones.</exception>
    public static RbTransformerTrials Load(DataChoice choice, BandEntropyFeatures features)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(features);
        var folder = choice.Folder ?? throw new DataException("Real recordings were asked for, but the data are simulated.");
        var recordings = ((int[])[6, 10, 14]).Select(run => (Run: run, Recording: Recordings.Load(Path.Combine(folder, $"S001R{run:00}.edf")).Pick([.. Electrodes]).Notch(60).Resample(SamplingRate))).ToArray();
        var trials = Epochs.Concatenate([.. recordings.Select(r => Epochs.Cut(r.Recording, ["T1", "T2"], 0, 4, r.Run))]);
        var rest = Epochs.Concatenate([.. recordings.Select(r => Epochs.Cut(r.Recording, ["T1", "T2"], -2, 0, r.Run))]);
        if (rest.Count != trials.Count)
            throw new DataException($"Expected a baseline before each of {trials.Count} trials, got {rest.Count}.");
        var (entropies, trialOf) = features.Of(trials.Data, rest.Data, SamplingRate);
        return new(entropies, Array.ConvertAll(trialOf, t => trials.Labels[t] == "T2" ? 1 : 0), trialOf, Array.ConvertAll(trialOf, t => trials.Groups[t]));
    }
}
