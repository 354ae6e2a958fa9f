using Engram.Modeling.Masking;
using Engram.Modeling.Training;
using Engram.Modeling.Training.Schedules;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.NeuroRvq;

/// <summary>A foundation model that learnt to predict a tokenizer's codes.</summary>
/// <param name="Model">The model.</param>
/// <param name="Accuracy">Share of the hidden patches' codes that it tells, over the last tenth of the training, [branch, stage].</param>
public sealed record NeuroRvqPretraining(NeuroRvqFoundation Model, double[,] Accuracy)
{
    /// <summary>Trains a model on the codes of a tokenizer.</summary>
    /// <param name="model">With its first weights.</param>
    /// <param name="tokenizer">A trained tokenizer.</param>
    /// <param name="signals">[trial, electrode, time], standardised.</param>
    /// <param name="experiment">Steps, batch and rate.</param>
    /// <param name="seed">Seed of batches and masks.</param>
    public static NeuroRvqPretraining Train(NeuroRvqFoundation model, NeuroRvqTokenizer tokenizer, Tensor signals, NeuroRvqExperiment experiment, long seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(experiment);
        using var codes = tokenizer.Encode(signals);
        using var optimizer = optim.AdamW(model.parameters(), experiment.PretrainingRate, weight_decay: 1e-2);
        var sampler = new RandomMask(new() { Ratio = 0.5 });
        var grid = new TokenGrid((int)signals.shape[1], (int)codes.shape[2] / (int)signals.shape[1]);
        var random = new SeededRandom(seed);
        var settings = new TrainerConfig
        {
            Steps = experiment.PretrainingSteps, BatchSize = experiment.PretrainingBatch, Seed = seed, GradientNormLimit = 1,
            LearningRate = new CosineSchedule(experiment.PretrainingRate, experiment.PretrainingSteps, experiment.PretrainingSteps / 10, experiment.PretrainingRate / 10, experiment.PretrainingRate / 100),
        };
        var rows = new Trainer(model, optimizer, settings, (int)signals.shape[0]).Run(context =>
        {
            var some = tensor(Array.ConvertAll(context.Samples, s => (long)s));
            return model.Loss(signals.index_select(0, some), codes.index_select(1, some), sampler.Draw(grid, context.Samples.Length, random.Split($"mask {context.Step}")));
        }).History.Rows;
        var last = rows.TakeLast(Math.Max(1, rows.Count / 10)).ToList();
        var accuracy = new double[model.Config.Branches, model.Config.Quantizer.Stages];
        for (var branch = 0; branch < accuracy.GetLength(0); branch++)
        {
            for (var stage = 0; stage < accuracy.GetLength(1); stage++)
                accuracy[branch, stage] = last.Average(r => r.Terms[$"accuracy {branch}.{stage}"]);
        }

        return new(model, accuracy);
    }
}
