using Engram.Modeling.Encoders;
using Engram.Modeling.Objectives;
using Engram.Modeling.Training;
using Engram.Modeling.Training.Schedules;
using Engram.Probes.Protocols;
using Engram.Signals.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>
/// One repetition. All networks are made when the object is, one after another, because first weights come from torch's one generator;
/// after that repetitions can run side by side and still give the same bits.
/// </summary>
public sealed class EcgJepaRun
{
    private const double SyntheticRate = 100; // Hz
    internal const double Tenth = 0.1; // of the steps rise

    private readonly EcgJepaConfig config;
    private readonly SeededRandom random;
    private readonly long seed;
    private readonly EcgJepaModel jepa;
    private readonly PatchTransformer untrained;
    private readonly EcgClassifier scratch;
    private readonly EcgClassifier fineTuned;
    private readonly AttentiveHead[] probes;
    private int probesUsed;

    /// <summary>A repetition with fresh networks.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed of data, batches and masks; the weights have seeds of their own.</param>
    public EcgJepaRun(EcgJepaConfig config, long seed)
    {
        (this.config, this.seed, random) = (config, seed, new SeededRandom(seed));
        var (weights, encoder) = (seed + EcgJepaConfig.WeightSeeds, config.Model.Encoder);
        var statements = EcgStatements.Names.Count;
        jepa = SeededModules.Make(weights, () => new EcgJepaModel(config.Model));
        untrained = SeededModules.Make(weights, () => new PatchTransformer(encoder));
        scratch = SeededModules.Make(weights, () => new EcgClassifier(encoder, statements));
        fineTuned = SeededModules.Make(weights, () => new EcgClassifier(encoder, statements));
        probes = Probes(config, weights, (2 * config.Labelled.Length) + 1);
    }

    /// <summary>Pretrains a model on scaled signals.</summary>
    /// <param name="model">The model.</param>
    /// <param name="signals">[record, lead, time].</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed of batches and masks.</param>
    /// <param name="progress">Hears of every step.</param>
    public static TrainingHistory Pretrain(EcgJepaModel model, Tensor signals, EcgJepaConfig config, long seed, IProgress<TrainingStep>? progress = null)
    {
        var momentum = new LinearSchedule(config.FirstMomentum, config.LastMomentum, config.Steps);
        using var optimizer = model.Optimizer(config.LearningRate, Tenth);
        return Train(model, optimizer, signals, config, seed, (step, batch, masks) =>
        {
            model.UpdateTeacher(momentum.At(step)); // at the start of the step: at step 0 the teacher is the student
            return model.Loss(batch, model.DrawMask((int)batch.shape[2] / config.Model.Encoder.Patch, (int)batch.shape[0], masks), step % 10 == 0);
        }, progress);
    }

    /// <summary>Runs everything.</summary>
    /// <param name="progress">Hears of every step of the pretraining.</param>
    public EcgJepaResult Run(IProgress<TrainingStep>? progress = null)
    {
        using var scope = NewDisposeScope();
        var unlabelled = EcgSet.Draw(config.Unlabelled, config.Seconds, random.Split("unlabelled"));
        var labelled = EcgSet.Draw(config.Labelled[^1], config.Seconds, random.Split("labelled"));
        var test = EcgSet.Draw(config.Test, config.Seconds, random.Split("test"));
        var scaling = LeadScaling.Of(unlabelled.Signals);
        var (pool, train, held) = (scaling.Apply(unlabelled.Signals), scaling.Apply(labelled.Signals), scaling.Apply(test.Signals));

        var history = Pretrain(jepa, pool, config, seed, progress);
        var (ours, ourProbe, features) = Frozen(jepa.Teacher, train, held, labelled.Labels, test.Labels);
        var (fresh, _, _) = Frozen(untrained, train, held, labelled.Labels, test.Labels);
        fineTuned.Encoder.load_state_dict(jepa.Teacher.state_dict()); // all else is as from scratch: the first weights of the probe, batches, steps
        var fewest = config.Labelled[0];
        var areas = StatementTraining.Areas(StatementTraining.Evaluate(ourProbe, features.Test), test.Labels);
        var (place, mean) = PlaceCosines(held);
        var result = new EcgJepaResult(
            ours, fresh, HandmadeAreas(labelled, test), Supervised(scratch, config.ScratchLearningRate, fewest, train, held, labelled.Labels, test.Labels),
            Supervised(fineTuned, config.FineTuningLearningRate, fewest, train, held, labelled.Labels, test.Labels), CropArea(ourProbe, held, test.Labels),
            ShuffledArea(features, labelled.Labels, test.Labels), areas, place, mean, history, new(jepa, untrained, ourProbe, scaling, pool, new(train, labelled.Labels), test));
        foreach (var kept in (Tensor[])[pool, train, labelled.Labels, test.Signals, test.Labels])
            kept.DetachFromDisposeScope();
        return result;
    }

    /// <summary>Trains a model that predicts masked patches.</summary>
    /// <param name="model">The model.</param>
    /// <param name="optimizer">Its optimiser.</param>
    /// <param name="signals">[record, lead, time], scaled.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed of batches and masks.</param>
    /// <param name="loss">The loss of a step's batch; the last argument draws its masks.</param>
    /// <param name="progress">Hears of every step.</param>
    internal static TrainingHistory Train(nn.Module model, OptimizerHelper optimizer, Tensor signals, EcgJepaConfig config, long seed, Func<int, Tensor, SeededRandom, LossTerms> loss, IProgress<TrainingStep>? progress)
    {
        var masks = new SeededRandom(seed).Split("masks");
        var trainer = new Trainer(model, optimizer, new()
        {
            Steps = config.Steps, BatchSize = config.Batch, Seed = seed,
            LearningRate = new CosineSchedule(config.LearningRate, config.Steps, (int)(Tenth * config.Steps), 1e-6, 1e-6),
            WeightDecay = new CosineSchedule(0.01, config.Steps, End: 0.1),
        }, (int)signals.shape[0]);
        return trainer.Run(context =>
        {
            var batch = signals.index_select(0, context.Rows);
            return loss(context.Step, batch, masks.Split($"step {context.Step}"));
        }, progress: progress).History;
    }

    private (double[] Areas, AttentiveHead Last, (Tensor Train, Tensor Test) Features) Frozen(PatchTransformer encoder, Tensor train, Tensor test, Tensor labels, Tensor testLabels)
    {
        var features = (Train: StatementTraining.Evaluate(encoder, train), Test: StatementTraining.Evaluate(encoder, test));
        var used = config.Labelled.Select(_ => probes[probesUsed++]).ToArray();
        return (Probed(used, features.Train, features.Test, labels, testLabels, config, seed), used[^1], features);
    }

    /// <summary>Macro area of probes on frozen features, by number of labelled recordings.</summary>
    /// <param name="probes">Fresh probes, one for each number.</param>
    /// <param name="train">Features of the labelled recordings, [record, patch, feature].</param>
    /// <param name="test">Features of the test recordings.</param>
    /// <param name="labels">Statements of the labelled recordings.</param>
    /// <param name="testLabels">Statements of the test recordings.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed of the batches.</param>
    internal static double[] Probed(IReadOnlyList<AttentiveHead> probes, Tensor train, Tensor test, Tensor labels, Tensor testLabels, EcgJepaConfig config, long seed) => [.. probes.Zip(config.Labelled, (probe, count) =>
    {
        StatementTraining.Fit(probe, train.narrow(0, 0, count), labels.narrow(0, 0, count), config.ProbeSteps, config.ProbeLearningRate, Tenth, seed);
        return StatementTraining.Areas(StatementTraining.Evaluate(probe, test), testLabels).Average();
    })];

    /// <summary>Fresh probes, one for each number of labels, all from the same first weights.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="weights">Seed of the weights.</param>
    /// <param name="count">How many.</param>
    internal static AttentiveHead[] Probes(EcgJepaConfig config, long weights, int count)
    {
        var transformer = config.Model.Encoder.Transformer;
        return [.. Enumerable.Range(0, count).Select(_ => SeededModules.Make(weights, () => new AttentiveHead(transformer.Width, transformer.Heads, EcgStatements.Names.Count)))];
    }

    private double[] HandmadeAreas(EcgSet labelled, EcgSet test)
    {
        var features = HandmadeFeatures.Of(cat([labelled.Signals, test.Signals]), SyntheticRate);
        var labels = cat([labelled.Labels, test.Labels]);
        int[] asked = [.. Enumerable.Range(config.Labelled[^1], config.Test)];
        return [.. config.Labelled.Select(count => StatementTraining.Areas(LogisticStatements.Scores(features, labels, [.. Enumerable.Range(0, count)], asked), test.Labels).Average())];
    }

    private double Supervised(EcgClassifier classifier, double learningRate, int count, Tensor train, Tensor test, Tensor labels, Tensor testLabels)
    {
        StatementTraining.Fit(classifier, train.narrow(0, 0, count), labels.narrow(0, 0, count), config.SupervisedSteps, learningRate, Tenth, seed);
        return StatementTraining.Areas(StatementTraining.Evaluate(classifier, test), testLabels).Average();
    }

    private double CropArea(AttentiveHead probe, Tensor test, Tensor labels)
    {
        using var _ = no_grad();
        return StatementTraining.Areas(MultiCrop.Average(test, config.Crop, config.CropStride, Scores), labels).Average();

        Tensor Scores(Tensor signal)
        {
            using var scope = NewDisposeScope(); // what the layers pass on is gone after each crop
            return probe.call(jepa.Teacher.call(signal)).MoveToOuterDisposeScope();
        }
    }

    private double ShuffledArea((Tensor Train, Tensor Test) features, Tensor labels, Tensor testLabels)
    {
        var order = random.Split("shuffled labels").Permutation((int)labels.shape[0]);
        var shuffled = labels.index_select(0, tensor(order.Select(i => (long)i).ToArray()));
        var probe = probes[probesUsed++];
        StatementTraining.Fit(probe, features.Train, shuffled, config.ProbeSteps, config.ProbeLearningRate, Tenth, seed);
        return StatementTraining.Areas(StatementTraining.Evaluate(probe, features.Test), testLabels).Average();
    }

    // how near the predictions are to the teacher's features, and how near the mean feature of each place would be
    private (double[] Predicted, double[] Mean) PlaceCosines(Tensor test)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var patches = (int)test.shape[2] / config.Model.Encoder.Patch;
        var mask = jepa.DrawMask(patches, (int)test.shape[0], random.Split("test masks"));
        var (predicted, target, features) = jepa.Predict(test, mask);
        var places = mask.MaskedIndices();
        var means = TokenTransformer.Select(features.mean([0], keepdim: true).expand(features.shape[0], -1, -1), places);
        return (ByPlace(predicted), ByPlace(means));

        double[] ByPlace(Tensor guess)
        {
            var cosine = nn.functional.cosine_similarity(guess, target, 2).flatten();
            var sums = zeros(patches).index_add_(0, places.flatten(), cosine, 1);
            var counts = zeros(patches).index_add_(0, places.flatten(), ones_like(cosine), 1);
            return [.. (sums / counts.clamp(min: 1)).to(float64).data<double>()];
        }
    }
}
