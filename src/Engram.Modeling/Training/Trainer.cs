using Engram.Modeling.Configuration;
using Engram.Modeling.Objectives;
using Engram.Modeling.Training.TensorBoard;
using Engram.Torch.Distributed;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Training;

/// <summary>
/// Owns a training's loop: batches, seeds, schedules, clipping, averaged weights, validation, early stopping, checkpoints, history. A
/// training that was interrupted and resumed ends with the same bits as one that was not.
/// </summary>
public sealed partial class Trainer
{
    private readonly nn.Module model;
    private readonly OptimizerHelper optimizer;
    private readonly TrainerConfig config;
    private readonly BatchOrder order;
    private readonly Parameter[] parameters;
    private readonly AdamW.ParamGroup[] decaying;
    private readonly DataParallel? parallel;

    /// <summary>A training.</summary>
    /// <param name="model">All that is saved: the encoder with its heads, predictor and teacher.</param>
    /// <param name="optimizer">Its optimiser; it owns the parameters to train.</param>
    /// <param name="config">The settings.</param>
    /// <param name="samples">Number of training samples.</param>
    /// <param name="group">
    /// The processes that train together; none for this one alone. Each takes its part of every batch, rank 0's weights are everybody's
    /// first ones, and a loss that is a mean over samples gives the same training as one process, within the error of sums in another
    /// order. Rank 0 writes checkpoints and events; a checkpoint folder must be seen by all.
    /// </param>
    /// <exception cref="ConfigException">A setting is out of its range, or asks for what the optimiser cannot do.</exception>
    public Trainer(nn.Module model, OptimizerHelper optimizer, TrainerConfig config, int samples, ProcessGroup? group = null)
    {
        config.Validate();
        (this.model, this.optimizer, this.config) = (model, optimizer, config);
        order = new(samples, config.BatchSize, config.Seed);
        parameters = [.. optimizer.parameters()];
        decaying = [.. optimizer.ParamGroups.OfType<AdamW.ParamGroup>().Where(g => g.Options.weight_decay > 0)];
        if (config.WeightDecay is not null && decaying.Length == 0)
            throw new ConfigException("A schedule of weight decay needs an AdamW optimiser with a group whose weight decay is above 0.");
        parallel = group is { Size: > 1 } ? new(group, parameters) : null;
        var smallest = order.Samples % order.BatchSize is var rest and not 0 ? rest : order.BatchSize;
        if (parallel is not null && smallest < parallel.Size)
            throw new ConfigException($"BatchSize {config.BatchSize} with {samples} samples leaves a batch of {smallest}; expected at least one sample for each of the {parallel.Size} processes.");
    }

    /// <summary>Where checkpoints go; none for no checkpoints. A folder that holds one of this training is resumed from.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Where TensorBoard's event file goes; none for no such file.</summary>
    public string? TensorBoardFolder { get; init; }

    /// <summary>
    /// Trains. Afterwards the model holds the weights of the best validation, else the averaged weights, else the last ones, and is in
    /// evaluation mode. The caller's random state is left as it was.
    /// </summary>
    /// <param name="loss">The loss of a batch.</param>
    /// <param name="validation">
    /// The loss on a validation set, apart from training and test data; it is called without gradients, in evaluation mode, with the
    /// averaged weights where there are any, and draws no numbers from the training's generators.
    /// </param>
    /// <param name="progress">Hears of every step.</param>
    /// <param name="cancellationToken">Ends the training after the step at hand; a checkpoint is written first.</param>
    /// <exception cref="TrainingException">A loss term or the gradient is not finite, or no gradient came. The weights are those before the step.</exception>
    /// <exception cref="CheckpointException">The newest checkpoint is damaged or of another training.</exception>
    public TrainingResult Run(Func<TrainingContext, LossTerms> loss, Func<double>? validation = null, IProgress<TrainingStep>? progress = null, CancellationToken cancellationToken = default)
    {
        if (config.Patience is not null && validation is null)
            throw new ConfigException("Early stopping (Patience) needs a validation set: pass a validation function.");
        var callersState = random.get_rng_state();
        var seed = parallel?.Seed(config.Seed) ?? config.Seed;
        using var generator = new Generator((ulong)seed);
        parallel?.ShareWeights(model);
        using var state = new TrainingState(model, config);
        using var events = TensorBoardFolder is null || parallel is { Rank: > 0 } ? null : EventFileWriter.Create(TensorBoardFolder, TimeProvider.System);
        try
        {
            manual_seed(seed);
            if (CheckpointFolder is not null)
                Resume(state, generator);
            model.train();
            var end = Loop(state, generator, loss, validation, step =>
            {
                events?.Write(step);
                progress?.Report(step);
            }, cancellationToken);
            state.PutFinalWeights();
            return new(end, state.Step, state.History, state.Stopping.BestStep, state.Stopping.Best);
        }
        finally
        {
            model.eval();
            random.set_rng_state(callersState);
            callersState.Dispose();
        }
    }

    private TrainingEnd Loop(TrainingState state, Generator generator, Func<TrainingContext, LossTerms> loss, Func<double>? validation, Action<TrainingStep> tell, CancellationToken cancellationToken)
    {
        while (state.Step < config.Steps && !state.Stopping.IsOver)
        {
            if (parallel?.Any(cancellationToken.IsCancellationRequested) ?? cancellationToken.IsCancellationRequested)
            {
                Save(state, generator);
                return TrainingEnd.Cancelled;
            }

            var row = Update(state, generator, loss);
            state.Step++;
            if (validation is not null && (state.Step % config.ValidateEvery == 0 || state.Step == config.Steps))
                row = row with { Validation = Check(state, generator, validation) };
            state.History.Add(row);
            if (state.Step % config.CheckpointEvery == 0 || state.Step == config.Steps || state.Stopping.IsOver)
                Save(state, generator);
            tell(row);
        }

        return state.Stopping.IsOver ? TrainingEnd.StoppedEarly : TrainingEnd.Completed;
    }

    private TrainingStep Update(TrainingState state, Generator generator, Func<TrainingContext, LossTerms> loss)
    {
        using var scope = NewDisposeScope();
        var rate = SetRates(state.Step);
        optimizer.zero_grad();
        var batch = order.At(state.Step);
        var part = parallel?.Part(batch) ?? batch.ToArray();
        var share = (double)part.Length / batch.Length;
        var terms = loss(new(state.Step, config.Steps, part, generator));
        string[] names = [.. terms.Terms.Select(t => t.Name), .. terms.Watched.Select(w => w.Name)];
        double[] values = [terms.Total.ToDouble(), .. terms.Terms.Select(t => t.Value.ToDouble()), .. terms.Watched.Select(w => w.Value.ToDouble())];
        values = parallel?.Average(values, share) ?? values;
        for (var i = 0; i < terms.Terms.Count; i++)
            Finite(values[i + 1], $"loss term '{names[i]}'", state.Step);
        var total = Finite(values[0], "total loss", state.Step);
        if (!terms.Total.requires_grad)
            throw new TrainingException($"Step {state.Step}: the loss does not depend on any parameter ({string.Join(", ", names)}). Was it detached, or computed under no_grad?");
        terms.Total.backward();
        parallel?.AverageGradients(share);
        var reached = parameters.Where(p => p.grad is not null).ToList();
        if (reached.Count == 0)
            throw new TrainingException($"Step {state.Step}: no gradient reached the optimiser's parameters. Does the optimiser hold this model's parameters?");
        var norm = Finite(nn.utils.clip_grad_norm_(reached, config.GradientNormLimit ?? double.PositiveInfinity), "gradient norm", state.Step);
        optimizer.step();
        if (config.EmaDecay is { } decay && (state.Step + 1) % config.EmaEvery == 0)
            state.Average!.Update(decay);
        return new(state.Step, config.Steps, total, Named(names, values.AsSpan(1)), rate, norm, null);
    }

    // a watched value of a term's name takes its place
    private static Dictionary<string, double> Named(string[] names, ReadOnlySpan<double> values)
    {
        var named = new Dictionary<string, double>();
        for (var i = 0; i < names.Length; i++)
            named[names[i]] = values[i];
        return named;
    }

    private double SetRates(int step)
    {
        var groups = optimizer.ParamGroups.ToList();
        if (config.LearningRate is { } schedule)
        {
            var largest = groups.Max(g => g.InitialLearningRate);
            foreach (var group in groups)
                group.LearningRate = schedule.At(step) * (group.InitialLearningRate / largest);
        }

        foreach (var group in decaying)
            group.Options.weight_decay = config.WeightDecay?.At(step) ?? group.Options.weight_decay;
        return groups[0].LearningRate;
    }

    private double Check(TrainingState state, Generator generator, Func<double> validation)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (shared, own) = (random.get_rng_state(), generator.get_state());
        model.eval();
        state.Average?.Swap();
        try
        {
            var loss = validation();
            loss = Finite(parallel?.OfFirst(loss) ?? loss, "validation loss", state.Step - 1);
            if (state.Stopping.Take(state.Step, loss))
                state.KeepBest();
            return loss;
        }
        finally
        {
            state.Average?.Swap();
            model.train();
            random.set_rng_state(shared);
            generator.set_state(own);
        }
    }

    private static double Finite(double value, string what, int step) => double.IsFinite(value)
        ? value
        : throw new TrainingException($"Step {step}: the {what} is {value}. The weights are those before this step. Look for missing values in the data, lower the learning rate, or set GradientNormLimit.");
}
