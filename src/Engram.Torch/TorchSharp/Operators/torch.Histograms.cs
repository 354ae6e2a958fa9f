namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator HistogramBinCount = new("aten::histogram", "bin_ct");
    private static readonly Operator HistogramBins = new("aten::histogram", "bins_tensor");

    public static (Tensor hist, Tensor bin_edges) histogram(Tensor input, long bins, (double, double)? range = null, Tensor? weight = null, bool density = false)
    {
        var call = new OperatorCall(HistogramBinCount, stackalloc NativeValue[12]);
        call.Add(input);
        call.Add(bins);
        if (range is { } r)
            call.Add((ReadOnlySpan<double>)[r.Item1, r.Item2]);
        else
            call.AddNone();
        call.Add(weight);
        call.Add(density);
        var result = call.Invoke2();
        GC.KeepAlive(input);
        GC.KeepAlive(weight);
        return result;
    }

    public static (Tensor hist, Tensor bin_edges) histogram(Tensor input, Tensor bins, Tensor? weight = null, bool density = false)
    {
        var call = new OperatorCall(HistogramBins, stackalloc NativeValue[4]);
        call.Add(input);
        call.Add(bins);
        call.Add(weight);
        call.Add(density);
        var result = call.Invoke2();
        GC.KeepAlive(input);
        GC.KeepAlive(bins);
        GC.KeepAlive(weight);
        return result;
    }

    /// <summary>Histogram with the number of bins chosen by a named rule, as numpy's <c>histogram_bin_edges</c> defines them.</summary>
    public static (Tensor hist, Tensor bin_edges) histogram(Tensor input, HistogramBinSelector bins, (double, double)? range = null, bool density = false)
    {
        using var values = input.to_type(ScalarType.Float64).flatten();
        using var inRange = range is { } r ? values[values.ge(r.Item1).logical_and(values.le(r.Item2))] : values.alias();
        var n = Math.Max(1, inRange.NumberOfElements);
        var low = range?.Item1 ?? inRange.min().ToDouble();
        var high = range?.Item2 ?? inRange.max().ToDouble();
        var width = BinWidth(bins, inRange, n, high - low);
        var count = width > 0 && high > low ? (long)Math.Ceiling((high - low) / width) : 1;
        return histogram(input, count, (low, high), null, density);
    }

    private static double BinWidth(HistogramBinSelector rule, Tensor values, long n, double span)
    {
        var deviation = n > 1 ? values.std(unbiased: false).ToDouble() : 0;
        switch (rule)
        {
            case HistogramBinSelector.Sqrt:
                return span / Math.Sqrt(n);
            case HistogramBinSelector.Sturges:
                return span / (Math.Log2(n) + 1);
            case HistogramBinSelector.Rice:
                return span / (2 * Math.Cbrt(n));
            case HistogramBinSelector.Scott:
                return Math.Cbrt(24 * Math.Sqrt(Math.PI) / n) * deviation;
            case HistogramBinSelector.Doane:
                if (n <= 2 || deviation == 0)
                    return 0;
                var skewSpread = Math.Sqrt(6.0 * (n - 2) / ((n + 1.0) * (n + 3)));
                var skewness = values.sub(values.mean()).div(deviation).pow(3).mean().ToDouble();
                return span / (1 + Math.Log2(n) + Math.Log2(1 + Math.Abs(skewness) / skewSpread));
            case HistogramBinSelector.Stone:
                return StoneWidth(values, n, span);
            default:
                throw new ArgumentOutOfRangeException(nameof(rule), rule, "Expected one of HistogramBinSelector's rules.");
        }
    }

    // Stone's rule: the number of bins that minimises the leave-one-out estimate of the integrated squared error.
    private static double StoneWidth(Tensor values, long n, double span)
    {
        if (n <= 1 || span == 0)
            return 0;
        var best = (Score: double.PositiveInfinity, Bins: 1L);
        for (long bins = 1; bins <= Math.Max(100, (long)Math.Sqrt(n)); bins++)
        {
            var h = span / bins;
            using var share = histogram(values, bins).hist.div((double)n);
            var score = (2 - ((n + 1) * share.dot(share).ToDouble())) / h;
            if (score < best.Score)
                best = (score, bins);
        }

        return span / best.Bins;
    }

    public static (Tensor hist, Tensor bin_edges) histogram(Tensor input, Tensor bins, ref (Tensor, Tensor) out_tensor) =>
        Into(histogram(input, bins), ref out_tensor);

    public static (Tensor hist, Tensor bin_edges) histogram(Tensor input, Tensor bins, Tensor weight, bool density, ref (Tensor, Tensor) out_tensor) =>
        Into(histogram(input, bins, weight, density), ref out_tensor);

    public static (Tensor hist, Tensor bin_edges) histogram(Tensor input, long bins, ref (Tensor, Tensor) out_tensor) =>
        Into(histogram(input, bins), ref out_tensor);

    public static (Tensor hist, Tensor bin_edges) histogram(Tensor input, long bins, (double, double)? range, ref (Tensor, Tensor) out_tensor) =>
        Into(histogram(input, bins, range), ref out_tensor);

    public static (Tensor hist, Tensor bin_edges) histogram(Tensor input, long bins, (double, double)? range, Tensor weight, bool density, ref (Tensor, Tensor) out_tensor) =>
        Into(histogram(input, bins, range, weight, density), ref out_tensor);

    private static (Tensor, Tensor) Into((Tensor, Tensor) result, ref (Tensor, Tensor) target)
    {
        target = (result.Item1.WriteTo(target.Item1), result.Item2.WriteTo(target.Item2));
        return target;
    }
}
