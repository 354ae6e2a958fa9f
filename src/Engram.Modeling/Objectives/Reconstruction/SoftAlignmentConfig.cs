using Engram.Modeling.Configuration;

namespace Engram.Modeling.Objectives;

/// <summary>Settings of a <see cref="SoftAlignment"/>.</summary>
public sealed record SoftAlignmentConfig : IConfig
{
    /// <summary>γ of the soft minimum, in the squared unit of the signals.</summary>
    public double Gamma { get; init; } = 1;

    /// <summary>
    /// Whether each signal's distance to itself is taken off, <c>D(x, y) - (D(x, x) + D(y, y))/2</c> (Blondel et al. 2021), so that equal
    /// signals have 0 and no others less.
    /// </summary>
    public bool Divergence { get; init; }

    /// <inheritdoc/>
    public void Validate() => Require.Above(Gamma, 0);
}
