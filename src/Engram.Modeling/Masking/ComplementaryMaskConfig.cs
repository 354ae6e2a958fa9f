using Engram.Modeling.Configuration;

namespace Engram.Modeling.Masking;

/// <summary>Settings of <see cref="ComplementaryMask"/>.</summary>
public sealed record ComplementaryMaskConfig : IConfig
{
    /// <summary>Sets that together cover all tokens; 2 for symmetric masking.</summary>
    public int Parts { get; init; } = 2;

    /// <inheritdoc/>
    public void Validate() => Require.AtLeast(Parts, 2);
}
