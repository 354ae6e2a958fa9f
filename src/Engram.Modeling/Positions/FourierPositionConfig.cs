using Engram.Modeling.Configuration;

namespace Engram.Modeling.Positions;

/// <summary>Settings of <see cref="FourierPosition"/>. REVE-Base has 4 frequencies and width 512.</summary>
public sealed record FourierPositionConfig : IConfig
{
    /// <summary>n, the frequencies 0 … n - 1 of each of the four axes; there are n⁴ phases.</summary>
    public required int Frequencies { get; init; }

    /// <summary>D, numbers in a position code: even, at most 2 n⁴. A smaller one drops the highest x frequencies first.</summary>
    public required int Width { get; init; }

    /// <summary>Standard deviation of the noise added to electrode positions in training (m), one draw a channel.</summary>
    public double Noise { get; init; } = 0.0025;

    /// <summary>Seed of the noise.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Frequencies, 1);
        Require.MultipleOf(Width, 2);
        Require.That(Width <= 2 * Math.Pow(Frequencies, 4), $"at most 2 · {Frequencies}⁴", Width, nameof(Width));
        Require.AtLeast(Noise, 0);
    }
}
