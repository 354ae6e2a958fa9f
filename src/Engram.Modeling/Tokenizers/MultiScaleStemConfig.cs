using Engram.Modeling.Configuration;

namespace Engram.Modeling.Tokenizers;

/// <summary>Settings of <see cref="MultiScaleStem"/>; the defaults are NeuroRVQ's for patches of 200 samples at 200 Hz.</summary>
public sealed record MultiScaleStemConfig : IConfig
{
    /// <summary>First kernel of each branch, odd.</summary>
    public IReadOnlyList<int> FirstKernels { get; init; } = [21, 15, 9, 5];

    /// <summary>Second kernel of each branch, odd.</summary>
    public IReadOnlyList<int> SecondKernels { get; init; } = [9, 7, 5, 3];

    /// <summary>Filters of each convolution.</summary>
    public int Filters { get; init; } = 8;

    /// <summary>Groups of the group normalisation, a divisor of the filters.</summary>
    public int Groups { get; init; } = 4;

    /// <summary>Steps that are averaged after the first convolution and after the second.</summary>
    public IReadOnlyList<int> Pools { get; init; } = [2, 4];

    /// <summary>Samples of a patch, a multiple of the product of the pools.</summary>
    public int Patch { get; init; } = 200;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.That(FirstKernels.Count > 0 && FirstKernels.Count == SecondKernels.Count, "one or more pairs of kernels", $"{FirstKernels.Count} and {SecondKernels.Count}", nameof(FirstKernels));
        foreach (var kernel in FirstKernels.Concat(SecondKernels))
            Require.Odd(kernel);
        Require.MultipleOf(Filters, Groups);
        Require.That(Pools.Count == 2 && Pools.All(p => p >= 1), "two numbers of at least 1", string.Join(", ", Pools), nameof(Pools));
        Require.MultipleOf(Patch, Pools[0] * Pools[1]);
    }
}
