using Engram.Modeling.Objectives;
using Engram.Modeling.Training;
using Engram.Modeling.Training.Schedules;
using Engram.Probes;
using Engram.Probes.Metrics;
using Engram.Signals.Cardiac;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.WearEcg;

/// <summary>
/// One repetition. All networks are made when the object is, one after another, because first weights come from torch's one generator;
/// after that repetitions can run side by side and still give the same bits.
/// </summary>
public sealed class WearEcgRun
{
    private const int Batch = 128;

    private readonly WearEcgConfig config;
    private readonly SeededRandom random;
    private readonly long seed;
    private readonly WearEcgModel masked;
    private readonly WearEcgModel derived;
    private readonly HeartbeatClassifier all;
    private readonly HeartbeatClassifier three;

    /// <summary>A repetition with fresh networks.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed of data and batches; the weights have a seed of their own.</param>
    public WearEcgRun(WearEcgConfig config, long seed)
    {
        (this.config, this.seed, random) = (config, seed, new SeededRandom(seed));
        var weights = seed + WearEcgConfig.WeightSeeds;
        masked = SeededModules.Make(weights, () => new WearEcgModel(config.Model));
        derived = SeededModules.Make(weights, () => new WearEcgModel(config.Model with { DerivesLimbLeads = true }));
        all = SeededModules.Make(weights, () => new HeartbeatClassifier());
        three = SeededModules.Make(weights, () => new HeartbeatClassifier());
    }

    /// <summary>Runs everything.</summary>
    /// <param name="progress">Hears of every step of the first autoencoder.</param>
    public WearEcgResult Run(IProgress<TrainingStep>? progress = null)
    {
        using var scope = NewDisposeScope();
        var train = HeartbeatSet.Draw(config.Train, random.Split("train"));
        var test = HeartbeatSet.Draw(config.Test, random.Split("test"));
        var leads = config.Model.Measured;
        var history = Fit(masked, train.Signals, config, seed, progress);
        derived.load_state_dict(masked.state_dict()); // the same network; only what is read from it differs
        var instant = new LinearLeadReconstructor(train.Signals, leads, 0).Apply(test.Signals);
        var ridge = new LinearLeadReconstructor(train.Signals, leads, config.Lags).Apply(test.Signals);
        var (rebuilt, withLimbs) = (Evaluate(masked, test.Signals), Evaluate(derived, test.Signals));
        Dictionary<string, Tensor> methods = new()
        {
            [WearEcgResult.Copy] = Copied(test.Signals), [WearEcgResult.Instant] = instant, [WearEcgResult.Ridge] = ridge, [WearEcgResult.Oracle] = PerClassRidge(train, test),
            [WearEcgResult.Autoencoder] = rebuilt, [WearEcgResult.Derived] = withLimbs,
        };
        var infarcts = test.Infarcts();
        var errors = methods.ToDictionary(m => m.Key, m => LeadErrors.Of(m.Value, test.Signals, leads));
        var inInfarcts = methods.ToDictionary(m => m.Key, m => LeadErrors.Of(m.Value.index_select(0, infarcts), test.Signals.index_select(0, infarcts), leads));

        var mask = WearEcgModel.Mask(leads, config.Model.Encoder.SignalChannels);
        Classify(all, train.Signals, train.Classes);
        Classify(three, train.Signals * mask, train.Classes);
        using var generator = new Generator((ulong)seed);
        var drawn = Sampled(test.Signals, generator, 1)[0];
        var areas = new Dictionary<string, double>
        {
            [WearEcgResult.Real] = Area(all, test.Signals, test.Classes), [WearEcgResult.Autoencoder] = Area(all, rebuilt, test.Classes), [WearEcgResult.Ridge] = Area(all, ridge, test.Classes),
            [WearEcgResult.Zeros] = Area(all, test.Signals * mask, test.Classes), [WearEcgResult.ThreeLeads] = Area(three, test.Signals * mask, test.Classes),
        };
        var real = Features(test.Signals);
        var distances = new Dictionary<string, double>
        {
            [WearEcgResult.Autoencoder] = FrechetDistance.Of(real, Features(rebuilt)), [WearEcgResult.Sample] = FrechetDistance.Of(real, Features(drawn)), [WearEcgResult.Ridge] = FrechetDistance.Of(real, Features(ridge)),
        };
        var (spread, error) = Spread(test.Signals, rebuilt, generator);
        var result = new WearEcgResult(errors, inInfarcts, areas, distances, Residual(rebuilt), Residual(withLimbs), spread, error, history, masked, train, test, methods[WearEcgResult.Ridge]);
        foreach (var kept in (Tensor[])[train.Signals, test.Signals, ridge])
            kept.DetachFromDisposeScope();
        return result;
    }

    /// <summary>Trains an autoencoder.</summary>
    /// <param name="model">The autoencoder.</param>
    /// <param name="signals">[window, lead, time], mV.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed of batches and latents.</param>
    /// <param name="progress">Hears of every step.</param>
    internal static TrainingHistory Fit(WearEcgModel model, Tensor signals, WearEcgConfig config, long seed, IProgress<TrainingStep>? progress = null)
    {
        using var optimizer = ParameterGroups.AdamW(model, config.LearningRate, 0.01);
        var trainer = new Trainer(model, optimizer, new()
        {
            Steps = config.Steps, BatchSize = config.Batch, Seed = seed, LearningRate = new OneCycleSchedule(config.LearningRate, config.Steps, 0.2, 5), GradientNormLimit = 1,
        }, (int)signals.shape[0]);
        return trainer.Run(context => model.Loss(signals.index_select(0, context.Rows), context.Generator), progress: progress).History;
    }

    private void Classify(HeartbeatClassifier classifier, Tensor signals, int[] classes)
    {
        using var optimizer = ParameterGroups.AdamW(classifier, 3e-3, 0.01);
        var trainer = new Trainer(classifier, optimizer, new() { Steps = config.ClassifierSteps, BatchSize = config.ClassifierBatch, Seed = seed, LearningRate = new CosineSchedule(3e-3, config.ClassifierSteps, 10) }, classes.Length);
        trainer.Run(context => new(new LossTerm("cross_entropy", nn.functional.cross_entropy(classifier.call(signals.index_select(0, context.Rows)), BatchOrder.Rows([.. context.Samples.Select(s => classes[s])])))));
    }

    /// <summary>What a network makes of windows, in batches, without gradients.</summary>
    /// <param name="network">The network.</param>
    /// <param name="signals">[window, lead, time].</param>
    internal static Tensor Evaluate(nn.Module<Tensor, Tensor> network, Tensor signals)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        network.eval();
        return cat(signals.split(Batch).Select(part =>
        {
            using var inner = NewDisposeScope(); // what the layers pass on is gone after each part
            return network.call(part).MoveToOuterDisposeScope();
        }).ToArray()).MoveToOuterDisposeScope();
    }

    // the measured lead that lies nearest: II for the limbs (turned over for aVR), V1 for V2 and V3, V5 for V4 and V6
    private static Tensor Copied(Tensor signals)
    {
        (int Lead, double Sign)[] nearest = [(1, 1), (1, 1), (1, 1), (1, -1), (1, 1), (1, 1), (6, 1), (6, 1), (6, 1), (10, 1), (10, 1), (10, 1)];
        return stack(nearest.Select(n => signals.select(1, n.Lead) * n.Sign).ToArray(), 1);
    }

    // an upper reference: it is told the class
    private Tensor PerClassRidge(HeartbeatSet train, HeartbeatSet test)
    {
        var rebuilt = zeros_like(test.Signals);
        for (var c = 0; c < HeartbeatSet.Names.Count; c++)
        {
            Tensor Of(HeartbeatSet set) => BatchOrder.Rows([.. Enumerable.Range(0, set.Classes.Length).Where(i => set.Classes[i] == c)]);
            var asked = Of(test);
            rebuilt.index_copy_(0, asked, new LinearLeadReconstructor(train.Signals.index_select(0, Of(train)), config.Model.Measured, config.Lags).Apply(test.Signals.index_select(0, asked)));
        }

        return rebuilt;
    }

    private static double Area(HeartbeatClassifier classifier, Tensor signals, int[] classes)
    {
        using var scope = NewDisposeScope();
        var scores = Evaluate(classifier, signals).to(float64);
        return Enumerable.Range(0, HeartbeatSet.Names.Count).Average(c => RocAuc.Of([.. scores.select(1, c).contiguous().data<double>()], [.. classes.Select(k => k == c ? 1 : 0)]));
    }

    private FeatureMatrix Features(Tensor signals)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return all.Features(signals).ToFeatures();
    }

    private Tensor[] Sampled(Tensor signals, Generator generator, int count)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var posterior = masked.Encode(signals);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            using var inner = NewDisposeScope();
            return masked.Decode(WearEcgModel.Scaled(posterior.Sample(generator)), signals).MoveToOuterDisposeScope();
        }).Select(drawn => drawn.MoveToOuterDisposeScope())];
    }

    // mean root of the violated limb-lead identities (mV)
    private static double Residual(Tensor signals)
    {
        var flat = signals.transpose(0, 1).flatten(1).to(float64);
        return LimbLeads.Residual([.. Enumerable.Range(0, 6).Select(lead => flat[lead].contiguous().data<double>().ToArray())]);
    }

    // by [window][lead]: how far samples of the posterior differ, and how far the mean is off
    private (double[,] Spread, double[,] Error) Spread(Tensor signals, Tensor rebuilt, Generator generator)
    {
        using var scope = NewDisposeScope();
        var draws = stack(Sampled(signals, generator, config.PosteriorSamples));
        return (Table(draws.var([0], unbiased: true, keepdim: false).mean([2]).sqrt()), Table((rebuilt - signals).square().mean([2]).sqrt()));

        static double[,] Table(Tensor values)
        {
            var table = new double[values.shape[0], values.shape[1]];
            Buffer.BlockCopy(values.to(float64).contiguous().data<double>().ToArray(), 0, table, 0, sizeof(double) * table.Length);
            return table;
        }
    }
}
