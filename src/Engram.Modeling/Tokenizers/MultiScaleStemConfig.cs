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

    /// <summary>Samples of a patch, a multiple of 8.</summary>
    public int Patch { get; init; } = 200;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.That(FirstKernels.Count > 0 && FirstKernels.Count == SecondKernels.Count, "one or more pairs of kernels", $"{FirstKernels.Count} and {SecondKernels.Count}", nameof(FirstKernels));
        foreach (var kernel in FirstKernels.Concat(SecondKernels))
            Require.Odd(kernel);
        Require.MultipleOf(Filters, Groups);
        Require.MultipleOf(Patch, 8);
    }
}
