using Engram.Interpretability.Circuits;
using Engram.Interpretability.Models;
using Engram.Probes.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.SaeCircuits;

/// <summary>The heads of a trained model: what ablation says of each, and how each method ranks them.</summary>
/// <param name="Loss">Loss (nats) on tokens that repeat earlier ones.</param>
/// <param name="LossRises">Rise of that loss when the head is held at its mean.</param>
/// <param name="MarginRises">Fall of the right token's margin when the head is held at its mean.</param>
/// <param name="PreviousToken">Mean attention to the token before.</param>
/// <param name="Induction">Mean attention, at repeated tokens, to what followed them before.</param>
/// <param name="Patching">First-order guess of <paramref name="MarginRises"/> from one backward pass.</param>
/// <param name="Scores">Rankings from head outputs alone.</param>
/// <param name="LastPosition">Codes only in positives, of the outputs at the last position.</param>
/// <param name="Shuffled">Codes only in positives, with prompts dealt to the classes at random.</param>
/// <param name="TruthShare">Share of the largest rise above which a head belongs to the circuit.</param>
public sealed record InductionResult(double Loss, double[] LossRises, double[] MarginRises, double[] PreviousToken, double[] Induction, double[] Patching, HeadScores Scores, double[] LastPosition, double[] Shuffled, double TruthShare)
{
    /// <summary>Heads that the loss needs.</summary>
    public int[] LossTruth => Truth(LossRises);

    /// <summary>Heads that the margin needs.</summary>
    public int[] MarginTruth => Truth(MarginRises);

    /// <summary>Trains a model and ranks its heads.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Decides everything.</param>
    /// <param name="progress">Told each training step's loss.</param>
    public static InductionResult Run(SaeCircuitsConfig config, long seed, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        using var model = InductionTask.Train(config.ModelSteps, config.ModelBatch, seed, progress);
        using var generator = new Generator((ulong)seed + 1_000);
        using var _ = no_grad();
        var (tokens, isRepeat) = InductionTask.Repeated(config.Prompts, generator);
        var corrupted = InductionTask.Corrupted(tokens, isRepeat, generator);
        Tensor Loss(Tensor logits) => InductionTask.Loss(logits, tokens, isRepeat);
        Tensor Margin(Tensor logits) => InductionTask.NegativeMargin(logits, tokens, isRepeat);

        var patterns = new List<Tensor>();
        var loss = Loss(model.Logits(tokens, patterns: patterns)).ToDouble();
        var pattern = cat([.. patterns], 1); // [batch, head, query, key]
        var (with, without) = (HeadOutputs.Collect(model, tokens), HeadOutputs.Collect(model, corrupted));
        var all = cat([with, without]).index_select(0, randperm(2L * config.Prompts, generator: generator));
        return new(
            loss,
            new HeadAblation(model, Loss).Rises(tokens, corrupted, AblationKind.Mean),
            new HeadAblation(model, Margin).Rises(tokens, corrupted, AblationKind.Mean),
            Values(pattern.diagonal(-1, 2, 3).mean([0L, 2L])),
            Values((pattern * AfterEarlier(tokens).unsqueeze(1) * isRepeat.unsqueeze(1).unsqueeze(3)).sum([0L, 2L, 3L]) / isRepeat.sum()),
            AttributionPatching.Rises(model, tokens, corrupted, Margin),
            HeadScores.Of(with, without, config, seed),
            HeadScores.Of(HeadOutputs.Collect(model, tokens, HeadPooling.Last), HeadOutputs.Collect(model, corrupted, HeadPooling.Last), config, seed).Nodes,
            HeadScores.Of(all.narrow(0, 0, config.Prompts), all.narrow(0, config.Prompts, config.Prompts), config, seed).Nodes,
            config.TruthShare);
    }

    /// <summary>Area under the ROC curve of a ranking; 0.5 where all heads, or none, are in the circuit.</summary>
    /// <param name="scores">One for each head.</param>
    /// <param name="truth">1 for heads of the circuit.</param>
    public static double Area(double[] scores, int[] truth)
    {
        ArgumentNullException.ThrowIfNull(truth);
        return truth.Distinct().Count() < 2 ? 0.5 : RocAuc.Of(scores, truth);
    }

    private int[] Truth(double[] rises) => Array.ConvertAll(rises, r => r > TruthShare * rises.Max() ? 1 : 0);

    // 1 where the key comes right after an earlier copy of the query's token, [batch, query, key]
    private static Tensor AfterEarlier(Tensor tokens)
    {
        var same = tokens.unsqueeze(2).eq(tokens.unsqueeze(1)).to_type(ScalarType.Float32);
        return nn.functional.pad(same.narrow(2, 0, same.size(2) - 1), [1, 0]).tril(0);
    }

    private static double[] Values(Tensor tensor) => tensor.to_type(ScalarType.Float64).data<double>().ToArray();
}
