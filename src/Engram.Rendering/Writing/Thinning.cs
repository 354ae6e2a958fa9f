namespace Engram.Rendering.Writing;

/// <summary>Keeps pictures small: what lies closer together than a screen can show is drawn once.</summary>
internal static class Thinning
{
    public const int MaximumPoints = 3000;

    /// <summary>Indices of a long line that draw the same picture: lowest and highest of each pixel column, and both ends.</summary>
    /// <param name="x">Positions.</param>
    /// <param name="y">Values.</param>
    /// <param name="count">Points in all.</param>
    /// <param name="columns">Pixel columns.</param>
    public static IEnumerable<int> Line(IReadOnlyList<double> x, IReadOnlyList<double> y, int count, int columns)
    {
        if (count <= 2 * columns)
            return Enumerable.Range(0, count);
        for (var i = 1; i < count; i++)
        {
            if (x[i] < x[i - 1])
                return Every(count, Math.Max(2, 2 * columns)); // a curve that turns back has no columns
        }

        return Columns(y, count, columns);
    }

    /// <summary>Evenly spread indices, the first and the last among them.</summary>
    /// <param name="count">Points in all.</param>
    /// <param name="wanted">Points wanted.</param>
    public static IEnumerable<int> Every(int count, int wanted) =>
        count <= wanted ? Enumerable.Range(0, count) : Enumerable.Range(0, wanted).Select(i => (int)((long)i * (count - 1) / (wanted - 1)));

    /// <summary>A large matrix as means of blocks.</summary>
    /// <param name="values">[row, column].</param>
    /// <param name="largestSide">Rows and columns wanted at most.</param>
    /// <returns>The same matrix where it is small enough.</returns>
    public static double[,] Matrix(double[,] values, int largestSide)
    {
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var (r, c) = (Math.Min(rows, largestSide), Math.Min(columns, largestSide));
        if ((r, c) == (rows, columns))
            return values;
        var means = new double[r, c];
        for (var i = 0; i < r; i++)
        {
            for (var j = 0; j < c; j++)
                means[i, j] = Mean(values, (int)((long)i * rows / r), (int)((long)(i + 1) * rows / r), (int)((long)j * columns / c), (int)((long)(j + 1) * columns / c));
        }

        return means;
    }

    private static double Mean(double[,] values, int top, int bottom, int left, int right)
    {
        double sum = 0;
        var count = 0;
        for (var i = top; i < bottom; i++)
        {
            for (var j = left; j < right; j++)
            {
                if (!double.IsFinite(values[i, j]))
                    continue;
                sum += values[i, j];
                count++;
            }
        }

        return count == 0 ? double.NaN : sum / count;
    }

    private static IEnumerable<int> Columns(IReadOnlyList<double> y, int count, int columns)
    {
        yield return 0;
        var last = 0;
        for (var column = 0; column < columns; column++)
        {
            var (start, end) = ((int)((long)column * count / columns), (int)((long)(column + 1) * count / columns));
            var (lowest, highest) = (start, start);
            for (var i = start; i < end; i++)
            {
                // a gap stays a gap
                if (!double.IsFinite(y[i]))
                {
                    lowest = highest = i;
                    break;
                }

                lowest = y[i] < y[lowest] ? i : lowest;
                highest = y[i] > y[highest] ? i : highest;
            }

            foreach (var i in (int[])[Math.Min(lowest, highest), Math.Max(lowest, highest)])
            {
                if (i > last)
                    yield return last = i;
            }
        }

        if (last < count - 1)
            yield return count - 1;
    }
}
