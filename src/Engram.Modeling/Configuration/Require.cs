using System.Runtime.CompilerServices;

namespace Engram.Modeling.Configuration;

/// <summary>Conditions on settings. The message names the setting by the expression that was checked.</summary>
public static class Require
{
    /// <summary>The setting is at least a bound.</summary>
    /// <param name="value">The setting.</param>
    /// <param name="bound">The least allowed value.</param>
    /// <param name="name">Filled in by the compiler.</param>
    /// <exception cref="ConfigException">It is not.</exception>
    public static void AtLeast(double value, double bound, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value >= bound, $"at least {bound}", value, name);

    /// <summary>The setting is above a bound.</summary>
    /// <param name="value">The setting.</param>
    /// <param name="bound">The bound.</param>
    /// <param name="name">Filled in by the compiler.</param>
    /// <exception cref="ConfigException">It is not.</exception>
    public static void Above(double value, double bound, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value > bound, $"above {bound}", value, name);

    /// <summary>The setting is a chance of dropping or the like: in [0, 1).</summary>
    /// <param name="value">The setting.</param>
    /// <param name="name">Filled in by the compiler.</param>
    /// <exception cref="ConfigException">It is not.</exception>
    public static void Fraction(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value is >= 0 and < 1, "in [0, 1)", value, name);

    /// <summary>The setting is odd, so that a "same" convolution is centred.</summary>
    /// <param name="value">The setting.</param>
    /// <param name="name">Filled in by the compiler.</param>
    /// <exception cref="ConfigException">It is not.</exception>
    public static void Odd(long value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value > 0 && value % 2 == 1, "an odd number above 0", value, name);

    /// <summary>The setting is a multiple of another.</summary>
    /// <param name="value">The setting.</param>
    /// <param name="divisor">The other.</param>
    /// <param name="name">Filled in by the compiler.</param>
    /// <exception cref="ConfigException">It is not.</exception>
    public static void MultipleOf(long value, long divisor, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value > 0 && value % divisor == 0, $"a multiple of {divisor} above 0", value, name);

    /// <summary>Any other condition.</summary>
    /// <param name="condition">Whether it holds.</param>
    /// <param name="expected">What was expected, as the end of "Expected NAME to be …".</param>
    /// <param name="value">What came.</param>
    /// <param name="name">Name of the setting.</param>
    /// <exception cref="ConfigException">It does not hold.</exception>
    public static void That(bool condition, string expected, object? value, string name)
    {
        if (!condition)
            throw new ConfigException($"Expected {name} to be {expected}, got {value ?? "nothing"}.");
    }
}
