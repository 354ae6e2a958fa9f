namespace Engram.Rendering;

/// <summary>What is known about one feature of a dictionary.</summary>
/// <param name="Name">Such as "layer 3, feature 117".</param>
/// <param name="Activations">Its activations over a sample of tokens; zeros are counted, not drawn.</param>
/// <param name="Examples">Where it is most active, the strongest first.</param>
/// <param name="Effects">What it speaks for and against: names (output tokens, sensors, classes) and weights.</param>
public sealed record FeatureDashboard(string Name, IReadOnlyList<double> Activations, IReadOnlyList<FeatureExample> Examples, IReadOnlyList<(string Name, double Weight)> Effects)
{
    /// <summary>What the effects are, with a unit.</summary>
    public string EffectLabel { get; init; } = "logit weight";
}
