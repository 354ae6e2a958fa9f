namespace Engram.Modeling.Training.Schedules;

/// <summary>
/// Linear warm-up, then half a cosine down (Loshchilov and Hutter 2017): <c>End + (Peak - End)(1 + cos πp)/2</c>, where p runs from 0 at
/// the end of the warm-up to 1 at the last step.
/// </summary>
/// <param name="Peak">Value at the end of the warm-up.</param>
/// <param name="Steps">Number of steps, warm-up included.</param>
/// <param name="WarmUp">Steps of the warm-up; at step <c>WarmUp</c> the peak is reached.</param>
/// <param name="Start">Value at step 0 of the warm-up.</param>
/// <param name="End">Value at the last step. Above the peak it gives a rising cosine, as weight decay in ECG-JEPA.</param>
public sealed record CosineSchedule(double Peak, int Steps, int WarmUp = 0, double Start = 0, double End = 0) : ISchedule
{
    /// <inheritdoc/>
    public double At(int step)
    {
        if (step < WarmUp)
            return Start + ((Peak - Start) * step / WarmUp);
        var progress = Math.Clamp((step - WarmUp) / Math.Max(Steps - 1.0 - WarmUp, 1), 0, 1);
        return End + ((Peak - End) * (1 + Math.Cos(Math.PI * progress)) / 2);
    }
}
