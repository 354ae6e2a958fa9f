namespace Engram.Papers.NeuroRvq;

/// <summary>
/// All models of one repetition with their first weights. They are made before any is trained: a training sets torch's shared generator, which the first
/// weights come from. Their seed is not that of the signals.
/// </summary>
/// <param name="Tokenizers">One a variant.</param>
/// <param name="OnStages">Foundation model for the codes of all stages.</param>
/// <param name="OnOneStage">Foundation model for the codes of a single stage, with an encoder of the same first weights.</param>
/// <param name="Untrained">A foundation model that is never trained.</param>
internal sealed record NeuroRvqModels(IReadOnlyDictionary<NeuroRvqVariant, NeuroRvqTokenizer> Tokenizers, NeuroRvqFoundation OnStages, NeuroRvqFoundation OnOneStage, NeuroRvqFoundation Untrained)
{
    private const long WeightSeed = 500_000;

    public static NeuroRvqModels Make(NeuroRvqExperiment experiment, long seed) => new(
        Enum.GetValues<NeuroRvqVariant>().ToDictionary(v => v, v => Tokenizer(experiment, v, seed)),
        Foundation(experiment, NeuroRvqVariant.Full, seed),
        Foundation(experiment, NeuroRvqVariant.SingleStage, seed),
        Foundation(experiment, NeuroRvqVariant.Full, seed));

    public static NeuroRvqTokenizer Tokenizer(NeuroRvqExperiment experiment, NeuroRvqVariant variant, long seed) =>
        SeededModules.Make(WeightSeed + seed, () => new NeuroRvqTokenizer(experiment.Variant(variant), WeightSeed + seed));

    private static NeuroRvqFoundation Foundation(NeuroRvqExperiment experiment, NeuroRvqVariant variant, long seed) =>
        SeededModules.Make((2 * WeightSeed) + seed, () => new NeuroRvqFoundation(experiment.Variant(variant), WeightSeed + seed));
}
