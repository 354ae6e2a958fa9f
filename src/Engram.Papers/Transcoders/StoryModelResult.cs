using Engram.Papers.Ledger;

namespace Engram.Papers.Transcoders;

/// <summary>Next-token cross-entropy (nats) of the real model with one MLP replaced.</summary>
/// <param name="Original">Of the model itself.</param>
/// <param name="Ablated">With the MLP at its mean output.</param>
/// <param name="Transcoder">With a transcoder, one for each seed.</param>
/// <param name="Autoencoder">With an autoencoder of the output, one for each seed.</param>
/// <param name="TranscoderCurve">With a transcoder at each number of active features.</param>
/// <param name="AutoencoderCurve">With an autoencoder at each.</param>
public sealed record StoryModelResult(double Original, double Ablated, double[] Transcoder, double[] Autoencoder, double[] TranscoderCurve, double[] AutoencoderCurve)
{
    private const long CurveSeed = 1;
    private const long FirstSeed = 40;

    /// <summary>Trains all dictionaries of the studied layer and measures each.</summary>
    /// <param name="study">The model and its text.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    public static StoryModelResult Run(StoryModelStudy study, TranscodersConfig config, int seeds)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(config);
        var layer = config.StudiedLayer;
        var (original, ablated) = (study.Loss(), study.LossWithMean(layer));
        (bool IsAutoencoder, int Active, long Seed)[] jobs =
        [
            .. config.Sparsities.Select(active => (false, active, CurveSeed)), .. config.Sparsities.Select(active => (true, active, CurveSeed)),
            .. RepeatedRuns.Seeds(FirstSeed, seeds).Select(seed => (false, config.StoryActiveFeatures, seed)), .. RepeatedRuns.Seeds(FirstSeed, seeds).Select(seed => (true, config.StoryActiveFeatures, seed)),
        ];
        var losses = RepeatedRuns.Of(RepeatedRuns.Seeds(0, jobs.Length), i =>
        {
            var (isAutoencoder, active, seed) = jobs[i];
            return study.LossWith(layer, study.Train(layer, isAutoencoder, active, config.StorySteps, seed), isAutoencoder);
        });
        var n = config.Sparsities.Length;
        return new(original, ablated, losses[(2 * n)..(2 * n + seeds)], losses[(2 * n + seeds)..], losses[..n], losses[n..(2 * n)]);
    }
}
