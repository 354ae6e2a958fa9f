namespace Engram.Modeling.Objectives;

/// <summary>How noise grows with the step.</summary>
public enum NoiseScheduleKind
{
    /// <summary><c>ᾱ(t) = cos²(((t/T + 0.008)/1.008) π/2)</c> by its value at 0, β at most 0.999 (Nichol and Dhariwal 2021).</summary>
    Cosine,

    /// <summary>β from 1e-4 to 0.02 on a straight line, stretched by 1000/T (Ho et al. 2020).</summary>
    Linear,
}
