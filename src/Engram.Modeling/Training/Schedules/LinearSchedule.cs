namespace Engram.Modeling.Training.Schedules;

/// <summary>A straight line from the first to the last step, such as a teacher's momentum in JEPA.</summary>
/// <param name="Start">Value at step 0.</param>
/// <param name="End">Value at the last step.</param>
/// <param name="Steps">Number of steps.</param>
public sealed record LinearSchedule(double Start, double End, int Steps) : ISchedule
{
    /// <inheritdoc/>
    public double At(int step) => Start + ((End - Start) * Math.Clamp(step / Math.Max(Steps - 1.0, 1), 0, 1));
}
