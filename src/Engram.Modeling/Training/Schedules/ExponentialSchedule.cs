namespace Engram.Modeling.Training.Schedules;

/// <summary>Decay by a factor every so many steps: <c>Start · Factor^⌊step / Every⌋</c>.</summary>
/// <param name="Start">Value at step 0.</param>
/// <param name="Factor">Factor of each decay.</param>
/// <param name="Every">Steps between decays, such as those of an epoch.</param>
public sealed record ExponentialSchedule(double Start, double Factor, int Every = 1) : ISchedule
{
    /// <inheritdoc/>
    public double At(int step) => Start * Math.Pow(Factor, step / Every);
}
