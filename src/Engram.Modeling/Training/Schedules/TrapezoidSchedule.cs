namespace Engram.Modeling.Training.Schedules;

/// <summary>Linear rise, flat, linear fall. It may repeat, as once an epoch in REVE.</summary>
/// <param name="Peak">Value of the flat part.</param>
/// <param name="Steps">Number of steps of one trapezoid.</param>
/// <param name="WarmUp">Steps of the rise; at step <c>WarmUp</c> the peak is reached.</param>
/// <param name="CoolDown">Steps of the fall.</param>
/// <param name="Start">Value at step 0.</param>
/// <param name="End">Value at the last step.</param>
/// <param name="Repeats">Whether the next trapezoid follows; otherwise the last value stays.</param>
public sealed record TrapezoidSchedule(double Peak, int Steps, int WarmUp, int CoolDown, double Start = 0, double End = 0, bool Repeats = false) : ISchedule
{
    /// <inheritdoc/>
    public double At(int step)
    {
        var s = Repeats ? step % Steps : Math.Min(step, Steps - 1);
        var falling = s - (Steps - 1 - CoolDown);
        return s < WarmUp ? Start + ((Peak - Start) * s / WarmUp)
            : falling > 0 ? Peak + ((End - Peak) * falling / CoolDown)
            : Peak;
    }
}
