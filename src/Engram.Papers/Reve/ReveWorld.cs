using Engram.Signals.Randomness;
using Engram.Signals.Simulation;

namespace Engram.Papers.Reve;

/// <summary>All recordings of one repetition: one brain seen through montage A (10-20) and through sites that A does not have.</summary>
/// <param name="Pretraining">Through A; its labels are not used.</param>
/// <param name="Training">Through A, for the probe.</param>
/// <param name="Seen">Test trials through A.</param>
/// <param name="Unseen">Test trials through B.</param>
public sealed record ReveWorld(SessionSet Pretraining, SessionSet Training, SessionSet Seen, SessionSet Unseen)
{
    /// <summary>Draws them.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed.</param>
    public static ReveWorld Draw(ReveStudyConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        var random = new SeededRandom(seed);
        var seen = SphericalSites.TenTwenty();
        var unseen = SphericalSites.Apart(config.UnseenSites, seen, config.UnseenDistance, random.Split("montage"));
        SessionSet Session(double[][] sites, int count, string name) => SessionSet.Draw(sites, count, config.Brain, random.Split(name));
        return new(Session(seen, config.PretrainingTrials, "pretraining"), Session(seen, config.ProbeTrials, "training"), Session(seen, config.TestTrials, "seen"), Session(unseen, config.TestTrials, "unseen"));
    }
}
