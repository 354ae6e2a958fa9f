using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Engram.Rendering;

/// <content>Training and evaluation.</content>
public static partial class Plot
{
    /// <summary>Losses over steps; several curves of one name become their mean and range.</summary>
    /// <param name="curves">Name and values of each run.</param>
    /// <param name="isLogarithmic">Whether the vertical axis is logarithmic.</param>
    /// <param name="unit">Unit of the loss, such as nats.</param>
    public static Figure Losses(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> curves, bool isLogarithmic = false, string unit = "")
    {
        ArgumentNullException.ThrowIfNull(curves);
        var marks = new List<Mark>();
        foreach (var (runs, index) in curves.GroupBy(c => c.Name).Select((g, i) => (g.ToArray(), i)))
        {
            var steps = Enumerable.Range(0, runs.Max(r => r.Values.Count)).ToArray();
            var at = steps.Select(s => runs.Where(r => s < r.Values.Count).Select(r => r.Values[s]).ToArray()).ToArray();
            double[] x = [.. steps.Select(s => (double)s)];
            if (runs.Length > 1)
                marks.Add(new BandMark(x, [.. at.Select(v => v.Min())], [.. at.Select(v => v.Max())]) { Colour = Palette.Group(index) });
            marks.Add(new LineMark(x, [.. at.Select(v => v.Average())]) { Label = runs.Length > 1 ? $"{runs[0].Name} (mean and range of {runs.Length})" : runs[0].Name, Colour = Palette.Group(index) });
        }

        return new(new Panel { Marks = marks, XLabel = "step", YLabel = unit.Length > 0 ? $"loss ({unit})" : "loss", IsYLogarithmic = isLogarithmic });
    }

    /// <summary>A confusion matrix: shares of each true class, with the accuracy as the title.</summary>
    /// <param name="counts">[true class, predicted class].</param>
    /// <param name="names">Names of the classes.</param>
    /// <exception cref="ArgumentException">The matrix is not square or has another size.</exception>
    public static Figure Confusion(int[,] counts, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(names);
        var shares = new double[counts.GetLength(0), counts.GetLength(1)];
        RequireSquare(shares, names.Count);
        var (right, all) = (0L, 0L);
        for (var row = 0; row < names.Count; row++)
        {
            var sum = Enumerable.Range(0, names.Count).Sum(c => (long)counts[row, c]);
            (right, all) = (right + counts[row, row], all + sum);
            for (var column = 0; column < names.Count; column++)
                shares[row, column] = sum == 0 ? double.NaN : (double)counts[row, column] / sum;
        }

        return new(new Panel
        {
            Marks = [new MatrixMark(shares) { HasNumbers = names.Count <= 12, NumberFormat = "0.00;−0.00;''", ColourRange = (0, 1), ValueLabel = "share of the true class" }],
            IsYDownward = true,
            XNames = names,
            YNames = names,
            XLabel = "predicted",
            YLabel = "true",
            Title = all == 0 ? "No predictions" : string.Create(CultureInfo.InvariantCulture, $"{right} of {all} right ({100.0 * right / all:0.0} %)"),
        })
        { PanelWidth = 440, PanelHeight = 380 };
    }

    /// <summary>Receiver operating characteristics with the area under each.</summary>
    /// <param name="classifiers">Name, scores and labels (true = positive) of each.</param>
    /// <exception cref="ArgumentException">Not one label for each score, or only one class.</exception>
    public static Figure Roc(IReadOnlyList<(string Name, IReadOnlyList<double> Scores, IReadOnlyList<bool> Labels)> classifiers)
    {
        ArgumentNullException.ThrowIfNull(classifiers);
        var marks = new List<Mark> { new LineMark([0, 1], [0, 1]) { Colour = Palette.Faint, IsDashed = true, Label = "chance" } };
        foreach (var (name, scores, labels) in classifiers)
        {
            var curve = RocCurve(scores, labels);
            var area = 0.0;
            for (var i = 1; i < curve.Count; i++)
                area += (curve[i].False - curve[i - 1].False) * (curve[i].True + curve[i - 1].True) / 2;
            marks.Add(new LineMark([.. curve.Select(c => c.False)], [.. curve.Select(c => c.True)]) { Label = string.Create(CultureInfo.InvariantCulture, $"{name} (area {area:0.000})"), Width = 2 });
        }

        return new(new Panel { Marks = marks, XLabel = "false positive rate", YLabel = "true positive rate", XRange = (0, 1), YRange = (0, 1.005) }) { PanelWidth = 430, PanelHeight = 430 };
    }

    /// <summary>Methods below one another: a small point for each seed, the mean, and its 95 % interval (Student's t).</summary>
    /// <param name="methods">Name and one value for each seed.</param>
    /// <param name="measure">What is measured, with its unit.</param>
    /// <param name="reference">A line to compare with, such as chance or the paper's value.</param>
    public static Figure Forest(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> methods, string measure, double? reference = null)
    {
        ArgumentNullException.ThrowIfNull(methods);
        var marks = new List<Mark>();
        if (reference is { } value)
            marks.Add(new RuleMark(value, true));
        var (means, intervals, x, y) = (new List<double>(), new List<Stroke>(), new List<double>(), new List<double>());
        for (var m = 0; m < methods.Count; m++)
        {
            var known = methods[m].Values.Where(double.IsFinite).ToArray();
            var mean = known.Length > 0 ? known.Average() : double.NaN;
            var half = known.Length > 1 ? StudentT.InvCDF(0, 1, known.Length - 1, 0.975) * Math.Sqrt(known.Sum(v => (v - mean) * (v - mean)) / (known.Length - 1) / known.Length) : 0;
            means.Add(mean);
            if (half > 0)
                intervals.Add(new([(mean - half, m), (mean + half, m)], 2.6, Palette.Group(0)) { Hover = string.Create(CultureInfo.InvariantCulture, $"{methods[m].Name}: {mean:0.0000} ± {half:0.0000} over {known.Length}") });
            foreach (var (seed, i) in known.Select((v, i) => (v, i)))
            {
                x.Add(seed);
                y.Add(m + 0.22 + (0.03 * (i % 3)));
            }
        }

        marks.Add(new PointMark(x, y) { Colour = Palette.Group(6), Radius = 2.2, Label = "one seed" });
        marks.Add(new StrokeMark(intervals));
        marks.Add(new PointMark(means, [.. means.Select((_, i) => (double)i)]) { Colour = Palette.Group(0), Radius = 4.5, Opacity = 1, Label = "mean and 95 % interval" });
        return new(new Panel { Marks = marks, XLabel = measure, YNames = [.. methods.Select(m => m.Name)], IsYDownward = true, YRange = (-0.6, methods.Count - 0.4) }) { PanelWidth = 600, PanelHeight = 90 + (34 * methods.Count) };
    }

    // from the highest score down; equal scores are one step
    private static List<(double False, double True)> RocCurve(IReadOnlyList<double> scores, IReadOnlyList<bool> labels)
    {
        var positives = labels.Count(l => l);
        if (scores.Count != labels.Count || positives == 0 || positives == labels.Count)
            throw new ArgumentException($"Expected a label for each score and both classes, got {scores.Count} scores, {positives} positive and {labels.Count - positives} negative labels.", nameof(labels));
        var (curve, hits, misses) = (new List<(double, double)> { (0, 0) }, 0, 0);
        foreach (var step in Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderByDescending(g => g.Key))
        {
            hits += step.Count(i => labels[i]);
            misses += step.Count(i => !labels[i]);
            curve.Add(((double)misses / (labels.Count - positives), (double)hits / positives));
        }

        return curve;
    }
}
