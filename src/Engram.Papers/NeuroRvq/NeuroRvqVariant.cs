namespace Engram.Papers.NeuroRvq;

/// <summary>What is compared: the model, and the model with one part changed.</summary>
public enum NeuroRvqVariant
{
    /// <summary>All scales, all stages with codes of any norm, phase as cosine and sine.</summary>
    Full,

    /// <summary>The largest kernels alone, with as many codes in one chain of stages.</summary>
    SingleScale,

    /// <summary>One stage in each branch, with as many codes as a stage had.</summary>
    SingleStage,

    /// <summary>The phase as an angle by absolute error.</summary>
    Angle,

    /// <summary>The waveform's error alone.</summary>
    WaveformOnly,

    /// <summary>Stages with codes of norm 1, as in the released code.</summary>
    UnitNorm,
}
