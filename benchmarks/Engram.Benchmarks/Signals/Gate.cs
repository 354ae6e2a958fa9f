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

    /// <summary>1e-5 of each value.</summary>
    Each5,

    /// <summary>1e-6 of each value, so that whole numbers are equal.</summary>
    Each6,

    /// <summary>Each row of 30,000 samples, of variance 1, correlates with the peer's by more than 0.999.</summary>
    Matched,

    /// <summary>No value is lower than the peer's by more than 0.001.</summary>
    NotLower,
}
