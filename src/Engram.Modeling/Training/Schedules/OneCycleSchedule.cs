namespace Engram.Modeling.Training.Schedules;

/// <summary>
/// One cycle with cosine flanks (Smith and Topin 2019): from <c>Peak / StartDivisor</c> up to the peak, then down to
/// <c>Peak / (StartDivisor · EndDivisor)</c>.
/// </summary>
/// <param name="Peak">The largest value.</param>
/// <param name="Steps">Number of steps.</param>
/// <param name="Rise">Part of the steps that rise.</param>
/// <param name="StartDivisor">Peak by first value.</param>
/// <param name="EndDivisor">First value by last value.</param>
public sealed record OneCycleSchedule(double Peak, int Steps, double Rise = 0.3, double StartDivisor = 25, double EndDivisor = 1e4) : ISchedule
{
    /// <inheritdoc/>
    public double At(int step)
    {
        var start = Peak / StartDivisor;
        var top = (Rise * Steps) - 1;
        var s = Math.Min(step, Steps - 1);
        return s <= top && top > 0 ? Flank(start, Peak, s / top) : Flank(Peak, start / EndDivisor, (s - top) / (Steps - 1 - top));
    }

    private static double Flank(double from, double to, double progress) => to + ((from - to) * (1 + Math.Cos(Math.PI * progress)) / 2);
}
