using Engram.Modeling.Encoders;
using Engram.Modeling.Objectives;
using Engram.Modeling.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>Another pretraining on a repetition's recordings, probed like JEPA.</summary>
/// <param name="Name">Which.</param>
/// <param name="Repetition">Index of the repetition.</param>
/// <param name="Areas">Macro area of the frozen features, by number of labelled recordings.</param>
/// <param name="History">The pretraining.</param>
public sealed record EcgJepaArm(string Name, int Repetition, double[] Areas, TrainingHistory History)
{
    /// <summary>The masked autoencoder.</summary>
    public const string Autoencoder = "masked autoencoder";

    /// <summary>JEPA whose teacher is the student itself.</summary>
    public const string WithoutTeacher = "JEPA without a slow teacher (m = 0)";

    /// <summary>JEPA with patches masked one by one.</summary>
    public const string SinglePatches = "JEPA, patches masked one by one";

    /// <summary>Makes an arm ready: its networks are made now, one after another; what is returned can run beside others.</summary>
    /// <param name="name">Which.</param>
    /// <param name="repetition">Index of the repetition.</param>
    /// <param name="trained">The repetition's recordings.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">The repetition's seed.</param>
    internal static Func<EcgJepaArm> Prepare(string name, int repetition, EcgJepaTrained trained, EcgJepaConfig config, long seed)
    {
        var weights = seed + EcgJepaConfig.WeightSeeds;
        var probes = EcgJepaRun.Probes(config, weights, config.Labelled.Length);
        var settings = name == SinglePatches ? config.Model with { MasksSinglePatches = true } : config.Model;
        var jepa = SeededModules.Make(weights, () => new EcgJepaModel(settings)); // draws the masks of the autoencoder, too
        var autoencoder = name == Autoencoder ? SeededModules.Make(weights, () => new PatchAutoencoder(settings)) : null;
        return () =>
        {
            using var scope = NewDisposeScope();
            var history = autoencoder is null
                ? EcgJepaRun.Pretrain(jepa, trained.Unlabelled, name == WithoutTeacher ? config with { FirstMomentum = 0, LastMomentum = 0 } : config, seed)
                : Pretrain(autoencoder, jepa, trained.Unlabelled, config, seed);
            var encoder = autoencoder?.Encoder ?? jepa.Teacher;
            var (train, test) = (StatementTraining.Evaluate(encoder, trained.Labelled.Signals), StatementTraining.Evaluate(encoder, trained.Scaling.Apply(trained.Test.Signals)));
            return new(name, repetition, EcgJepaRun.Probed(probes, train, test, trained.Labelled.Labels, trained.Test.Labels, config, seed), history);
        };
    }

    private static TrainingHistory Pretrain(PatchAutoencoder autoencoder, EcgJepaModel masker, Tensor signals, EcgJepaConfig config, long seed)
    {
        using var optimizer = ParameterGroups.AdamW(autoencoder, config.LearningRate, EcgJepaRun.Tenth, beta2: 0.99, epsilon: 1e-6);
        return EcgJepaRun.Train(autoencoder, optimizer, signals, config, seed, (_, batch, masks) =>
            autoencoder.Loss(batch, masker.DrawMask((int)batch.shape[2] / config.Model.Encoder.Patch, (int)batch.shape[0], masks)), null);
    }
}
