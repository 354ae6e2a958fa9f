using Engram.Signals.Simulation;

namespace Engram.Papers.Reve;

/// <summary>One repetition.</summary>
/// <param name="Models">The pretrained models, in the order of <see cref="ReveReproduction.Variants"/>.</param>
/// <param name="Scores">Their scores.</param>
/// <param name="Untrained">The score of the first variant before any training.</param>
/// <param name="BandPower">Balanced accuracy of band powers at the nearest electrodes, through A and through B.</param>
public sealed record ReveRun(ReveModel[] Models, EncoderScore[] Scores, EncoderScore Untrained, (double Seen, double Unseen) BandPower)
{
    /// <summary>Measures everything.</summary>
    /// <param name="models">The pretrained models.</param>
    /// <param name="world">Recordings.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed.</param>
    public static ReveRun Of(ReveModel[] models, ReveWorld world, ReveStudyConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(config);
        using var untrained = Pretraining.New(config.Model, seed);
        untrained.eval();
        var places = SphericalSites.TenTwenty();
        var power = MontageProbe.Accuracies(
            MontageProbe.BandPower(world.Training, places), world.Training.Labels, (MontageProbe.BandPower(world.Seen, places), world.Seen.Labels), (MontageProbe.BandPower(world.Unseen, places), world.Unseen.Labels));
        return new(models, [.. models.Select(m => EncoderScore.Of(m, world, config, seed))], EncoderScore.Of(untrained, world, config, seed), (power[0], power[1]));
    }
}
