using Engram.Data;
using Engram.Signals;
using Engram.Signals.Randomness;

namespace Engram.Papers.Fresh;

/// <summary>Grey crops of two photographs of the natural-images set: a street with stairs (ascent) and a raccoon.</summary>
public static class Photographs
{
    private static readonly string[] Files = ["ascent.npy", "raccoon_half.npy"];

    /// <summary>Names of the photographs.</summary>
    public static IReadOnlyList<string> Names { get; } = ["ascent", "raccoon"];

    /// <summary>A crop at a random place, halved in resolution by averaging 2 × 2 pixels.</summary>
    /// <param name="choice">Where the data are.</param>
    /// <param name="photograph">Index into <see cref="Names"/>.</param>
    /// <param name="side">Pixels of a side afterwards.</param>
    /// <param name="random">Source of randomness.</param>
    /// <returns>[row, column] in [-1, 1].</returns>
    /// <exception cref="DataException">The data are not real ones, or the photograph is too small.</exception>
    public static double[,] Crop(DataChoice choice, int photograph, int side, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(random);
        var folder = choice.Folder ?? throw new DataException("Real photographs were asked for, but the data are simulated.");
        var array = ArrayFiles.Load(Path.Combine(folder, Files[photograph])).Single;
        var (rows, columns, channels, values) = (array.Shape[0], array.Shape[1], array.Shape.Count > 2 ? array.Shape[2] : 1, array.ToDoubles());
        if (Math.Min(rows, columns) < 2 * side)
            throw new DataException($"{Names[photograph]}: expected at least {2 * side} pixels a side, got {rows} x {columns}. Ask for a smaller crop.");
        var (top, left) = (random.NextInt(rows - (2 * side) + 1), random.NextInt(columns - (2 * side) + 1));
        var crop = new double[side, side];
        for (var r = 0; r < 2 * side; r++)
        {
            for (var c = 0; c < 2 * side; c++)
            {
                for (var k = 0; k < channels; k++)
                    crop[r / 2, c / 2] += values[((((top + r) * columns) + left + c) * channels) + k] / (127.5 * 4 * channels);
            }
        }

        for (var r = 0; r < side; r++)
        {
            for (var c = 0; c < side; c++)
                crop[r, c] -= 1;
        }

        return crop;
    }
}
