using static TorchSharp.torch;

namespace Engram.Papers.WearEcg;

/// <summary>Another autoencoder on a repetition's windows.</summary>
/// <param name="Name">Which.</param>
/// <param name="Repetition">Index of the repetition.</param>
/// <param name="Errors">Errors on all test windows.</param>
/// <param name="InInfarcts">Errors on those with a local source.</param>
public sealed record WearEcgArm(string Name, int Repetition, LeadErrors Errors, LeadErrors InInfarcts)
{
    /// <summary>The paper's model fed with all twelve leads.</summary>
    public const string Forgotten = "VAE, mask forgotten";

    /// <summary>No divergence, no drawn latent.</summary>
    public const string Deterministic = "autoencoder without divergence";

    /// <summary>A heavy divergence.</summary>
    public const string Heavy = "VAE with a heavy divergence";

    /// <summary>All arms.</summary>
    public static IReadOnlyList<string> Names { get; } = [Forgotten, Deterministic, Heavy];

    /// <summary>Makes an arm ready: its network is made now; what is returned can run beside others.</summary>
    /// <param name="name">Which.</param>
    /// <param name="repetition">Index of the repetition.</param>
    /// <param name="run">The repetition, whose windows it uses.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">The repetition's seed.</param>
    internal static Func<WearEcgArm> Prepare(string name, int repetition, WearEcgResult run, WearEcgConfig config, long seed)
    {
        var settings = name switch
        {
            Forgotten => config.Model with { Measured = [.. Enumerable.Range(0, config.Model.Encoder.SignalChannels)] },
            Deterministic => config.Model with { DivergenceWeight = 0 },
            Heavy => config.Model with { DivergenceWeight = config.HeavyDivergence },
            _ => throw new ArgumentException($"No autoencoder '{name}'. Known: {string.Join(", ", Names)}.", nameof(name)),
        };
        var model = SeededModules.Make(seed + WearEcgConfig.WeightSeeds, () => new WearEcgModel(settings));
        return () =>
        {
            using var scope = NewDisposeScope();
            WearEcgRun.Fit(model, run.Train.Signals, config, seed);
            var (rebuilt, infarcts) = (WearEcgRun.Evaluate(model, run.Test.Signals), run.Test.Infarcts());
            LeadErrors Of(Tensor guess, Tensor truth) => LeadErrors.Of(guess, truth, config.Model.Measured); // the nine, whatever the network saw
            return new(name, repetition, Of(rebuilt, run.Test.Signals), Of(rebuilt.index_select(0, infarcts), run.Test.Signals.index_select(0, infarcts)));
        };
    }
}
