namespace Engram.Signals;

/// <summary>Numbers of a MAT file, in the type they are stored in.</summary>
/// <param name="Real">The numbers, last axis fastest.</param>
/// <param name="Imaginary">Imaginary parts of complex numbers.</param>
public sealed record MatNumbers(NumericArray Real, NumericArray? Imaginary = null) : MatValue(Real.Shape)
{
    /// <inheritdoc/>
    public override string ToString() => $"numbers [{string.Join(", ", Shape)}]";
}
