namespace Engram.Modeling.Objectives;

/// <summary>What a denoiser predicts.</summary>
public enum DiffusionTarget
{
    /// <summary>The noise ε.</summary>
    Epsilon,

    /// <summary>The clean signal x₀.</summary>
    Signal,

    /// <summary><c>v = √ᾱ ε - √(1-ᾱ) x₀</c> (Salimans and Ho 2022).</summary>
    Velocity,
}
