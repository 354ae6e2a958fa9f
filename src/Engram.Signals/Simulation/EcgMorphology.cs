namespace Engram.Signals.Simulation;

/// <summary>Findings in the shape of the beats; they may come together.</summary>
[Flags]
public enum EcgMorphology
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A late rightward and forward force.</summary>
    RightBundleBranchBlock = 1,

    /// <summary>One broad leftward QRS, T opposite.</summary>
    LeftBundleBranchBlock = 2,

    /// <summary>R 1.8 times as large.</summary>
    LeftVentricularHypertrophy = 4,

    /// <summary>ST elevation in II, III, aVF.</summary>
    InferiorInfarction = 8,

    /// <summary>ST elevation in V1-V4.</summary>
    AnteriorInfarction = 16,

    /// <summary>ST elevation in I, aVL, V5, V6.</summary>
    LateralInfarction = 32,

    /// <summary>T turned over in all leads.</summary>
    TWaveInversion = 64,

    /// <summary>All waves 0.4 times as large.</summary>
    LowVoltage = 128,

    /// <summary>Q four times as large, the scar of an old infarction.</summary>
    DeepQ = 256,
}
