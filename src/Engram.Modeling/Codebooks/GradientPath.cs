namespace Engram.Modeling.Codebooks;

/// <summary>How a gradient passes the choice of a code, which has none.</summary>
public enum GradientPath
{
    /// <summary>Copied from the code to the vector: z + sg[q - z] (Bengio, Léonard and Courville 2013).</summary>
    StraightThrough,

    /// <summary>Rotated and scaled as the vector was to become its code: λ R z with constant R and λ = ‖q‖/‖z‖ (Fifty et al. 2024).</summary>
    Rotation,
}
