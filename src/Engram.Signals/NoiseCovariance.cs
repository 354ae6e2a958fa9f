namespace Engram.Signals;

/// <summary>A covariance of channels as a file stores it.</summary>
/// <param name="Data">[channel][channel], in squared SI units.</param>
/// <param name="Names">Names of the channels.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of the estimate.</param>
/// <param name="Provenance">Where it came from.</param>
public sealed record NoiseCovariance(double[][] Data, IReadOnlyList<string> Names, int DegreesOfFreedom, Provenance Provenance)
{
    /// <summary>Names of channels marked as bad.</summary>
    public IReadOnlyList<string> BadChannels { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"NoiseCovariance: {Names.Count} channels, {DegreesOfFreedom} degrees of freedom ({Provenance.Source})";
}
