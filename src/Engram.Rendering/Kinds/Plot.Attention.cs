namespace Engram.Rendering;

/// <content>Attention.</content>
public static partial class Plot
{
    /// <summary>Attention between tokens or electrodes: rows ask, columns answer.</summary>
    /// <param name="weights">[asking, answering].</param>
    /// <param name="names">One name for each row and column.</param>
    /// <exception cref="ArgumentException">The matrix is not square or has another size.</exception>
    public static Figure Attention(double[,] weights, IReadOnlyList<string> names)
    {
        RequireSquare(weights, names.Count);
        return new(new Panel { Marks = [new MatrixMark(weights) { ValueLabel = "attention weight" }], IsYDownward = true, XNames = names, YNames = names, XLabel = "attended to", YLabel = "attending" }) { PanelWidth = 560, PanelHeight = 500 };
    }

    /// <summary>The strongest attention between electrodes as arcs on a head; a thick dark arc is a large weight.</summary>
    /// <param name="weights">[asking, answering]; the larger direction of each pair is drawn.</param>
    /// <param name="electrodes">Names of the 10-05 system.</param>
    /// <param name="strongest">How many pairs are drawn.</param>
    /// <exception cref="ArgumentException">A name is unknown, or the matrix has another size.</exception>
    public static Figure AttentionHead(double[,] weights, IReadOnlyList<string> electrodes, int strongest = 40)
    {
        RequireSquare(weights, electrodes.Count);
        var places = electrodes.Select(e => TopomapMark.Project(Direction(e))).ToArray();
        var pairs = new List<(int From, int To, double Weight)>();
        for (var i = 0; i < places.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (from, to) = weights[i, j] >= weights[j, i] ? (i, j) : (j, i);
                if (double.IsFinite(weights[from, to]))
                    pairs.Add((from, to, weights[from, to]));
            }
        }

        var kept = pairs.OrderByDescending(p => p.Weight).Take(strongest).Reverse().ToArray();
        var (low, high) = Mark.Span(kept.Select(p => p.Weight));
        var arcs = kept.Select(p =>
        {
            var share = high > low ? (p.Weight - low) / (high - low) : 1;
            return new Stroke(Arc(places[p.From], places[p.To]), 0.8 + (3.2 * share), Palette.Group(0)) { Opacity = 0.5 + (0.4 * share), Hover = $"{electrodes[p.From]} attends to {electrodes[p.To]}: {Writing.Ticks.Short(p.Weight)}" };
        });
        return new(HeadPanel([Outline(), new StrokeMark([.. arcs]), new PointMark([.. places.Select(p => p.X)], [.. places.Select(p => p.Y)]) { Names = electrodes, Colour = Palette.Group(4), Opacity = 1 }])) { PanelWidth = 460, PanelHeight = 470 };
    }

    // bent towards the middle of the head
    private static (double X, double Y)[] Arc((double X, double Y) from, (double X, double Y) to)
    {
        var middle = ((from.X + to.X) * 0.3, (from.Y + to.Y) * 0.3);
        return [.. Enumerable.Range(0, CurvePoints + 1).Select(i => (double)i / CurvePoints).Select(t =>
            (((1 - t) * (1 - t) * from.X) + (2 * t * (1 - t) * middle.Item1) + (t * t * to.X), ((1 - t) * (1 - t) * from.Y) + (2 * t * (1 - t) * middle.Item2) + (t * t * to.Y)))];
    }

    private static void RequireSquare(double[,] weights, int count)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.GetLength(0) != count || weights.GetLength(1) != count)
            throw new ArgumentException($"Expected a matrix of {count} x {count}, one row and column for each name, got {weights.GetLength(0)} x {weights.GetLength(1)}.", nameof(weights));
    }
}
