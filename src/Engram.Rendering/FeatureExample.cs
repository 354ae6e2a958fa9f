namespace Engram.Rendering;

/// <summary>One place where a dictionary's feature is active.</summary>
/// <param name="Tokens">The tokens around it.</param>
/// <param name="Activations">The feature's activation on each.</param>
public sealed record FeatureExample(IReadOnlyList<string> Tokens, IReadOnlyList<double> Activations);
