namespace Engram.Signals.Numerics;

/// <summary>One signal.</summary>
internal readonly struct ScalarLane : ILane<double>
{
    public static double Broadcast(double value) => value;

    public static double Add(double a, double b) => a + b;

    public static double Subtract(double a, double b) => a - b;

    public static double Multiply(double a, double b) => a * b;

    public static double MultiplyAdd(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);
}
