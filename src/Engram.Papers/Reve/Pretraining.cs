using Engram.Modeling.Masking;
using Engram.Modeling.Training;
using Engram.Modeling.Training.Schedules;
using Engram.Signals;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Reve;

/// <summary>Trains a <see cref="ReveModel"/> on unlabelled trials.</summary>
public static class Pretraining
{
    private const double NormLimit = 5;

    /// <summary>A model with first weights from a seed.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="seed">Seed of the experiment.</param>
    public static ReveModel New(ReveConfig config, long seed) => SeededModules.Make(seed + ReveStudyConfig.WeightSeeds, () => new ReveModel(config, seed + ReveStudyConfig.WeightSeeds));

    /// <summary>Trains with StableAdamW and a trapezoid: 10 % up from 1e-5, flat, 10 % down to 1e-6; gradients are clipped at norm 5.</summary>
    /// <param name="model">The model; afterwards in evaluation mode.</param>
    /// <param name="set">Trials.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed of batches and masks.</param>
    /// <param name="progress">Told each step's loss of the decoder.</param>
    public static void Run(ReveModel model, SessionSet set, ReveStudyConfig config, long seed, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(config);
        using var optimizer = new StableAdamW(model.parameters(), config.LearningRate);
        var schedule = new TrapezoidSchedule(config.LearningRate, config.Steps, config.Steps / 10, config.Steps / 10, 1e-5, 1e-6);
        var random = new SeededRandom(seed).Split("pretraining");
        var sampler = new SpatialRadiusMask(model.Config.Mask);
        var grid = Grid(model, set);
        using var positions = set.Positions;
        model.train();
        for (var step = 0; step < config.Steps; step++)
        {
            using var scope = NewDisposeScope();
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = schedule.At(step);
            optimizer.zero_grad();
            var rows = Enumerable.Range(0, config.Batch).Select(_ => (long)random.NextInt(set.Labels.Length)).ToArray();
            var loss = model.Loss(set.Signals.index_select(0, tensor(rows)), positions, sampler.Draw(grid, config.Batch, random));
            loss.Total.backward();
            nn.utils.clip_grad_norm_(model.parameters(), NormLimit);
            optimizer.step();
            progress?.Invoke(loss["local"].ToDouble());
        }

        model.eval();
    }

    /// <summary>The places of a set's tokens.</summary>
    /// <param name="model">The model.</param>
    /// <param name="set">Trials.</param>
    public static TokenGrid Grid(ReveModel model, SessionSet set)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        return new(set.Sites.Length, model.Config.Patches(set.Signals.shape[2]), [.. set.Sites.Select(s => new Point3(s[0], s[1], s[2]))]);
    }

    /// <summary>Mean |error| on masked patches of trials, by the model and by the nearest channel that is visible at the time.</summary>
    /// <param name="model">The model.</param>
    /// <param name="set">Trials that it was not trained on.</param>
    /// <param name="seed">Seed of the masks.</param>
    public static (double Error, double Nearest) MaskedError(ReveModel model, SessionSet set, long seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var grid = Grid(model, set);
        var mask = new SpatialRadiusMask(model.Config.Mask).Draw(grid, set.Labels.Length, new SeededRandom(seed).Split("mask"));
        var patches = model.Patches(set.Signals);
        var target = mask.Masked(patches);
        var local = model.Predict(set.Signals, set.Positions, mask).Local;
        var nearest = patches.gather(1, Nearest(mask).unsqueeze(-1).expand(-1, -1, patches.shape[2]));
        return ((local - target).abs().mean().ToDouble(), (nearest - target).abs().mean().ToDouble());
    }

    // for each masked token the token of the nearest channel that is visible at the same step
    private static Tensor Nearest(MaskPartition mask)
    {
        var grid = mask.Grid;
        var places = new long[mask.Batch * mask.MaskedCount];
        var at = 0;
        for (var sample = 0; sample < mask.Batch; sample++)
        {
            for (var token = 0; token < grid.Tokens; token++)
            {
                if (!mask[sample, token])
                    continue;
                var (channel, step) = (token / grid.Steps, token % grid.Steps);
                var visible = Enumerable.Range(0, grid.Channels).Where(c => !mask[sample, grid.Index(c, step)]);
                places[at++] = grid.Index(visible.MinBy(c => (grid.Positions![c] - grid.Positions[channel]).Length), step);
            }
        }

        return tensor(places).reshape(mask.Batch, mask.MaskedCount);
    }
}
