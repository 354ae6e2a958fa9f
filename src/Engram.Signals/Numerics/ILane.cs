namespace Engram.Signals.Numerics;

/// <summary>
/// Arithmetic that one kernel needs, so that the same code runs on one signal (a double) or on eight side by side (a vector). The
/// kernels ask for full optimisation at their first call: a notebook runs most of them once, and unoptimised vectors are slow.
/// </summary>
/// <typeparam name="T">The number.</typeparam>
internal interface ILane<T>
    where T : struct
{
    /// <summary>The same value in all lanes.</summary>
    static abstract T Broadcast(double value);

    /// <summary>a + b.</summary>
    static abstract T Add(T a, T b);

    /// <summary>a - b.</summary>
    static abstract T Subtract(T a, T b);

    /// <summary>a b.</summary>
    static abstract T Multiply(T a, T b);

    /// <summary>a b + c.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);
}
