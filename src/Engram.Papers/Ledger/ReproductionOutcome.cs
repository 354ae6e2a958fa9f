using Engram.Probes.Metrics;

namespace Engram.Papers.Ledger;

/// <summary>What an experiment gave.</summary>
/// <param name="Config">Its sizes; a record that round-trips to JSON.</param>
/// <param name="Seeds">The seeds of the repetitions.</param>
/// <param name="Metrics">All measures by name, over the seeds.</param>
/// <param name="Claims">The claims.</param>
public sealed record ReproductionOutcome(object Config, IReadOnlyList<long> Seeds, IReadOnlyDictionary<string, Estimate> Metrics, IReadOnlyList<Claim> Claims);
