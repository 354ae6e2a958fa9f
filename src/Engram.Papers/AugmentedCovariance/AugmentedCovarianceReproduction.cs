using Engram.Data;
using Engram.Papers.Ledger;
using Engram.Signals;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;

namespace Engram.Papers.AugmentedCovariance;

/// <summary>The experiment of Carrara and Papadopoulo 2023 at small scale: two simulated truths and one real subject.</summary>
public sealed class AugmentedCovarianceReproduction : IReproduction
{
    private const long FirstSeed = 100;

    /// <inheritdoc/>
    public string Slug => "augmented-covariance";

    /// <inheritdoc/>
    public string Title => "Augmented covariance (Carrara and Papadopoulo 2023)";

    /// <inheritdoc/>
    public string Notebook => "notebooks/eeg/augmented-covariance.ipynb";

    /// <inheritdoc/>
    public string DataSet => "eegmmidb-s001";

    /// <inheritdoc/>
    public int DefaultSeeds => 5;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Engines { get; } = new Dictionary<string, string>();

    /// <summary>A. Class 1 is class 0 run backwards: no covariance at lag 0 can tell them apart.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    public static MethodScores[] ReversedTime(AugmentedCovarianceConfig config, int seeds) => RepeatedRuns.Of(RepeatedRuns.Seeds(FirstSeed, seeds), seed =>
    {
        var random = new SeededRandom(seed);
        var (trials, labels) = new TimeReversedPairs().Draw(config.ReversedTrials, random);
        return Comparison.Run(trials, labels, Folds.Stratified(labels, config.OuterFolds, random), config, random);
    });

    /// <summary>B. Motor-imagery-like sets; a wave shared by two regions carries the class in the sign of its delay.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    /// <param name="delay">Delay of the wave in samples; 0 = no lag effect.</param>
    public static MethodScores[] TravellingWave(AugmentedCovarianceConfig config, int seeds, int delay) => RepeatedRuns.Of(RepeatedRuns.Seeds(2 * FirstSeed, seeds * config.Subjects), seed =>
    {
        var random = new SeededRandom(seed);
        var (trials, labels) = new TravellingWaveSet { Delay = delay }.Draw(config.WaveTrials, random);
        return Comparison.Run(trials, labels, Folds.Stratified(labels, config.WaveFolds, random), config with { Lags = config.WaveLags }, random);
    });

    /// <summary>C. A real recording, one fold for each run.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions of the inner search.</param>
    /// <param name="epochs">Trials with the labels T1 and T2.</param>
    public static MethodScores[] Recording(AugmentedCovarianceConfig config, int seeds, Epochs epochs) => RepeatedRuns.Of(RepeatedRuns.Seeds(3 * FirstSeed, seeds), seed =>
        Comparison.Run(epochs.Data, [.. epochs.Labels.Select(l => l == "T2" ? 1 : 0)], Folds.ByGroup(epochs.Groups), config, new SeededRandom(seed)));

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(progress);
        var config = AugmentedCovarianceConfig.For(scale);
        progress("A: reversed time");
        var reversed = ReversedTime(config, seeds);
        progress("B: travelling wave");
        var (withLag, withoutLag) = (TravellingWave(config, seeds, new TravellingWaveSet().Delay), TravellingWave(config, seeds, 0));
        MethodScores[]? fists = null, feet = null;
        if (data.IsReal)
        {
            progress("C: recording");
            fists = Recording(config, seeds, MotorImagerySet.Load(data, isFeet: false));
            feet = Recording(config, seeds, MotorImagerySet.Load(data, isFeet: true));
        }

        var results = new AugmentedCovarianceResults(reversed, withLag, withoutLag, fists, feet);
        return new(config, RepeatedRuns.Seeds(FirstSeed, seeds), results.Metrics(), results.Claims());
    }
}
