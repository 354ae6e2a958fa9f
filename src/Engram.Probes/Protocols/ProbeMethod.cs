using Engram.Signals.Randomness;

namespace Engram.Probes.Protocols;

/// <summary>One of the things that a protocol compares.</summary>
internal sealed record ProbeMethod(string Name, Func<SeededRandom, FeatureMatrix> Features, IReadOnlyList<IClassifier> Candidates, bool IsShuffled);
