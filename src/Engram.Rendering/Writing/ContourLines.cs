namespace Engram.Rendering.Writing;

/// <summary>Lines of equal value through a grid (marching squares), joined to long paths.</summary>
internal static class ContourLines
{
    /// <summary>Lines as (row, column) coordinates of cell centres.</summary>
    /// <param name="grid">[row, column]; cells with a corner that is not a number have no line.</param>
    /// <param name="levels">Values of the lines.</param>
    public static IEnumerable<IReadOnlyList<(double Row, double Column)>> Of(double[,] grid, IEnumerable<double> levels)
    {
        foreach (var level in levels)
        {
            foreach (var line in Join(Segments(grid, level)))
                yield return line;
        }
    }

    // An edge between two grid points has one number: 2 * point + (0 to the right, 1 downwards). Each crossing of a cell joins two edges.
    private static Dictionary<int, (List<int> Next, (double, double) Place)> Segments(double[,] grid, double level)
    {
        var crossings = new Dictionary<int, (List<int> Next, (double, double) Place)>();
        var (rows, columns) = (grid.GetLength(0), grid.GetLength(1));
        for (var r = 0; r + 1 < rows; r++)
        {
            for (var c = 0; c + 1 < columns; c++)
            {
                double a = grid[r, c], b = grid[r, c + 1], d = grid[r + 1, c + 1], e = grid[r + 1, c];
                if (!double.IsFinite(a + b + d + e))
                    continue;
                var point = (r * columns) + c;
                var edges = new List<int>(4);
                void Cross(int edge, double from, double to, double row, double column, bool isDown)
                {
                    if (from >= level == to >= level)
                        return;
                    var share = (level - from) / (to - from);
                    edges.Add(edge);
                    crossings.TryAdd(edge, ([], isDown ? (row + share, column) : (row, column + share)));
                }

                Cross(2 * point, a, b, r, c, false);
                Cross((2 * (point + 1)) + 1, b, d, r, c + 1, true);
                Cross(2 * (point + columns), e, d, r + 1, c, false);
                Cross((2 * point) + 1, a, e, r, c, true);

                // a saddle has four crossings: the mean decides which corners hang together
                if (edges.Count == 4 && (a + b + d + e) / 4 >= level == a >= level)
                    edges = [edges[0], edges[1], edges[2], edges[3]];
                else if (edges.Count == 4)
                    edges = [edges[0], edges[3], edges[1], edges[2]];
                for (var i = 0; i + 1 < edges.Count; i += 2)
                {
                    crossings[edges[i]].Next.Add(edges[i + 1]);
                    crossings[edges[i + 1]].Next.Add(edges[i]);
                }
            }
        }

        return crossings;
    }

    private static IEnumerable<IReadOnlyList<(double Row, double Column)>> Join(Dictionary<int, (List<int> Next, (double, double) Place)> crossings)
    {
        var seen = new HashSet<int>();

        // open lines from their ends first, closed ones after
        foreach (var start in crossings.Where(c => c.Value.Next.Count == 1).Select(c => c.Key).Concat(crossings.Keys))
        {
            if (!seen.Add(start))
                continue;
            var line = new List<(double, double)> { crossings[start].Place };
            var at = start;
            while (crossings[at].Next.FindIndex(seen.Add) is >= 0 and var i)
            {
                at = crossings[at].Next[i];
                line.Add(crossings[at].Place);
            }

            if (crossings[at].Next.Contains(start) && line.Count > 2)
                line.Add(crossings[start].Place);
            if (line.Count > 1)
                yield return line;
        }
    }
}
