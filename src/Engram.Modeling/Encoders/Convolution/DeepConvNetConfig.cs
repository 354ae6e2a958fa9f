using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings of a <see cref="DeepConvNet"/>; the defaults are those of the paper at 250 Hz.</summary>
public sealed record DeepConvNetConfig : IConfig
{
    /// <summary>Electrodes.</summary>
    public required int Channels { get; init; }

    /// <summary>Filters of each stage; the first has temporal and spatial ones.</summary>
    public IReadOnlyList<int> Filters { get; init; } = [25, 50, 100, 200];

    /// <summary>Samples of a filter.</summary>
    public int Kernel { get; init; } = 10;

    /// <summary>Samples of which the largest is kept after each stage.</summary>
    public int Pool { get; init; } = 3;

    /// <summary>Chance of dropping a value before each stage but the first.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Channels, 1);
        Require.That(Filters.Count > 0 && Filters.All(f => f > 0), "at least one stage with filters above 0", string.Join(", ", Filters), nameof(Filters));
        Require.AtLeast(Kernel, 1);
        Require.AtLeast(Pool, 1);
        Require.Fraction(Dropout);
    }
}
