namespace Engram.Benchmarks.Signals;

/// <summary>How far two results may differ before a time counts.</summary>
internal enum Gate
{
    /// <summary>Bit for bit.</summary>
    Exact,

    /// <summary>One step of a 16-bit converter over the range of the values.</summary>
    DigitalStep,

    /// <summary>1e-9 of the range of the values.</summary>
    Range9,

    /// <summary>1e-10 of each value.</summary>
    Each10,

    /// <summary>1e-10 of the largest value.</summary>
    Largest10,

    /// <summary>1e-8, labels exactly.</summary>
    Absolute8,

    /// <summary>1e-4: coefficients of solvers that stop at a tolerance.</summary>
    Absolute4,
}
