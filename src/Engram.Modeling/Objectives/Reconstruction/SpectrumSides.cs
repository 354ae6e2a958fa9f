namespace Engram.Modeling.Objectives;

/// <summary>Which Fourier bins of a real patch are predicted.</summary>
public enum SpectrumSides
{
    /// <summary>Those of 0 Hz to half the sampling rate, P/2 + 1 of P samples; the rest is their conjugate.</summary>
    One,

    /// <summary>All P, as in NeuroRVQ: twice as many as a real patch has, and their symmetry is not enforced.</summary>
    Both,
}
