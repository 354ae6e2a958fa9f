using Engram.Signals.Randomness;

namespace Engram.Probes.Protocols;

/// <summary>
/// What an encoder's features are asked to tell, with the material of the controls. Each control has to be given or, explicitly, null: then
/// the report says that it did not run.
/// </summary>
public sealed record ProbeTask
{
    /// <summary>Features of the encoder under test.</summary>
    public required FeatureMatrix Features { get; init; }

    /// <summary>Class of each sample.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>Subject of each sample: nobody trains and tests at once.</summary>
    public required IReadOnlyList<string> Subjects { get; init; }

    /// <summary>Features of the same encoder with random weights, once for each seed.</summary>
    public required Func<SeededRandom, FeatureMatrix>? RandomEncoder { get; init; }

    /// <summary>Features that anybody would try first, such as <see cref="BandPowerFeatures"/>.</summary>
    public required FeatureMatrix? SimpleFeatures { get; init; }
}
