namespace Engram.Modeling.Training.Schedules;

/// <summary>The same value at every step.</summary>
/// <param name="Value">The value.</param>
public sealed record ConstantSchedule(double Value) : ISchedule
{
    /// <inheritdoc/>
    public double At(int step) => Value;
}
