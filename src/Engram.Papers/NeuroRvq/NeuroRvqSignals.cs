using Engram.Data;
using Engram.Signals;
using Engram.Signals.Filtering;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.NeuroRvq;

/// <summary>The signals of the experiments, standardised: [trial, electrode, time].</summary>
/// <param name="Training">To train with.</param>
/// <param name="Test">To test with.</param>
/// <param name="SamplingRate">Hz.</param>
public sealed record NeuroRvqSignals(Tensor Training, Tensor Test, double SamplingRate)
{
    private static readonly string[] Electrodes = ["Fcz", "C3", "C4", "Oz"];
    private static readonly int[] TrainingRuns = [3, 4, 5, 6, 7, 8, 10];
    private static readonly int[] TestRuns = [12, 14];

    /// <summary>The class of each training trial; none for recordings.</summary>
    public int[] TrainingLabels { get; init; } = [];

    /// <summary>The class of each test trial.</summary>
    public int[] TestLabels { get; init; } = [];

    /// <summary>Simulated trials.</summary>
    /// <param name="experiment">Sizes.</param>
    /// <param name="seed">Decides everything.</param>
    public static NeuroRvqSignals Simulated(NeuroRvqExperiment experiment, long seed)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var random = new SeededRandom(seed);
        var (training, _, trainingLabels) = experiment.Trials.Draw(experiment.TrainingTrials, random);
        var (test, _, testLabels) = experiment.Trials.Draw(experiment.TestTrials, random);
        return new(ToTensor(training), ToTensor(test), experiment.Trials.SamplingRate) { TrainingLabels = trainingLabels, TestLabels = testLabels };
    }

    /// <summary>
    /// eegmmidb S001 as the paper prepares signals, at the model's rate: notch at the mains (60 Hz), band-pass 0.5-44.5 Hz, both without delay, clipped at
    /// ±500 µV. Four electrodes, trials of the simulated length; runs 3 to 10 train, runs 12 and 14 test.
    /// </summary>
    /// <param name="choice">Where the data are.</param>
    /// <param name="experiment">Sizes.</param>
    /// <exception cref="DataException">The data are not real ones.</exception>
    public static NeuroRvqSignals Recorded(DataChoice choice, NeuroRvqExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(experiment);
        var folder = choice.Folder ?? throw new DataException("Real recordings were asked for, but the data are simulated.");
        var rate = experiment.Trials.SamplingRate;
        var epochs = Epochs.Concatenate([.. TrainingRuns.Concat(TestRuns).Select(run =>
        {
            var recording = Recordings.Load(Path.Combine(folder, $"S001R{run:00}.edf")).Pick(Electrodes);
            var band = FilterDesign.Butterworth(3, Band.BandPass(0.5, 44.5), recording.SamplingRate);
            return Epochs.Cut(recording.Notch(60).Filter(band, "0.5-44.5 Hz, Butterworth 3").Resample(rate), experiment.Trials.Samples / rate, run);
        })]);
        var split = GroupedSplit.FromSubjects([.. epochs.Groups.Select(g => $"run {g}")],
            TrainingRuns.ToDictionary(r => $"run {r}", _ => SplitPart.Train).Concat(TestRuns.ToDictionary(r => $"run {r}", _ => SplitPart.Test)).ToDictionary(), "split by run").Trials;
        double[][][] Part(IEnumerable<int> trials) => [.. trials.Select(t => Array.ConvertAll(epochs.Data[t], channel => Array.ConvertAll(channel, v => Math.Clamp(v, -500e-6, 500e-6) * 1e6)))];
        return new(ToTensor(Part(split.Train)), ToTensor(Part(split.Test)), rate);
    }

    private static Tensor ToTensor(double[][][] trials)
    {
        using var scope = NewDisposeScope();
        var flat = trials.SelectMany(trial => trial.SelectMany(channel => channel.Select(v => (float)v))).ToArray();
        return NeuroRvqTokenizer.Standardise(tensor(flat).reshape(trials.Length, trials[0].Length, -1)).MoveToOuterDisposeScope();
    }
}
