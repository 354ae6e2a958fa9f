namespace Engram.Papers.Reve;

/// <summary>Balanced accuracies of linear probes that were trained through montage A on frozen features.</summary>
/// <param name="Seen">Mean of the tokens, test trials through A.</param>
/// <param name="Unseen">The same through B.</param>
/// <param name="Summary">The pooled vector of all layers, through A.</param>
/// <param name="Shuffled">Mean of the tokens, training labels shuffled, through A.</param>
/// <param name="ByChannels">Mean of the tokens, test trials through some channels of A.</param>
/// <param name="Error">Mean |error| on masked patches of test trials through A.</param>
/// <param name="Nearest">That of the nearest visible channel.</param>
public sealed record EncoderScore(double Seen, double Unseen, double Summary, double Shuffled, double[] ByChannels, double Error, double Nearest)
{
    /// <summary>Measures a model.</summary>
    /// <param name="model">The model, frozen.</param>
    /// <param name="world">Recordings.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed of masks and shuffles.</param>
    public static EncoderScore Of(ReveModel model, ReveWorld world, ReveStudyConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(config);
        var labels = world.Training.Labels;
        var training = MontageProbe.Pooled(model, world.Training);
        var random = new Signals.Randomness.SeededRandom(seed);
        var order = random.Split("channels").Permutation(world.Seen.Sites.Length);
        var fewer = config.ChannelCounts.Select(count => world.Seen.Keep([.. order.Take(count)])).ToArray();
        var accuracies = MontageProbe.Accuracies(training, labels, [.. new[] { world.Seen, world.Unseen }.Concat(fewer).Select(s => (MontageProbe.Pooled(model, s), s.Labels))]);
        var shuffled = random.Split("labels").Permutation(labels.Length).Select(i => labels[i]).ToArray();
        var (error, nearest) = Reve.Pretraining.MaskedError(model, world.Seen, seed);
        return new(
            accuracies[0],
            accuracies[1],
            MontageProbe.Accuracies(MontageProbe.Summary(model, world.Training), labels, (MontageProbe.Summary(model, world.Seen), world.Seen.Labels))[0],
            MontageProbe.Accuracies(training, shuffled, (MontageProbe.Pooled(model, world.Seen), world.Seen.Labels))[0],
            accuracies[2..],
            error,
            nearest);
    }
}
