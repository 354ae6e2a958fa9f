using Engram.Signals.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>Linear convolution y_t = Σ_k h_k x_(t-k).</summary>
public static class Convolution
{
    /// <summary>The whole convolution, n + m - 1 samples, by overlap-add: blocks of the longer one are transformed, multiplied and added up.</summary>
    /// <param name="first">At least one sample.</param>
    /// <param name="second">At least one sample.</param>
    /// <exception cref="ArgumentException">One is empty.</exception>
    public static double[] Full(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty)
            throw new ArgumentException($"Expected at least one sample on both sides, got {first.Length} and {second.Length}.");
        if (first.Length < second.Length)
            return Full(second, first);
        // about four times the kernel is cheapest for each new sample, unless the signal is shorter
        var plan = RealFourierPlan.Of(Fourier.FastLength(Math.Min(first.Length + second.Length - 1, Math.Max(256, 4 * second.Length))));
        var step = plan.Length - second.Length + 1;
        var result = new double[first.Length + second.Length - 1];
        var (block, work) = (new double[plan.Length], new double[plan.WorkLength]);
        var (hr, hi, xr, xi) = (new double[plan.Bins], new double[plan.Bins], new double[plan.Bins], new double[plan.Bins]);
        second.CopyTo(block);
        plan.Forward<double, ScalarLane>(block, hr, hi, work);
        for (var start = 0; start < first.Length; start += step)
        {
            var piece = first.Slice(start, Math.Min(step, first.Length - start));
            piece.CopyTo(block);
            block.AsSpan(piece.Length).Clear();
            plan.Forward<double, ScalarLane>(block, xr, xi, work);
            for (var k = 0; k < xr.Length; k++)
                (xr[k], xi[k]) = ((xr[k] * hr[k]) - (xi[k] * hi[k]), (xr[k] * hi[k]) + (xi[k] * hr[k]));
            plan.Inverse<double, ScalarLane>(xr, xi, block, work);
            for (var t = 0; t < Math.Min(plan.Length, result.Length - start); t++)
                result[start + t] += block[t];
        }

        return result;
    }
}
