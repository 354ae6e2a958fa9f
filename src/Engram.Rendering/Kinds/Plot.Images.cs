using System.Globalization;
using Engram.Rendering.Imaging;
using Engram.Signals;

namespace Engram.Rendering;

/// <content>Images and volumes.</content>
public static partial class Plot
{
    private const double LabelOpacity = 0.45;

    /// <summary>Pictures in a grid, all with the same grey scale, a caption below each.</summary>
    /// <param name="images">[row, column], row 0 at the top.</param>
    /// <param name="columns">Pictures in a row.</param>
    /// <param name="captions">One for each.</param>
    /// <param name="side">Width of a picture (px).</param>
    /// <exception cref="ArgumentException">No picture, an empty one, or not one caption for each.</exception>
    public static Figure Images(IReadOnlyList<double[,]> images, int columns = 8, IReadOnlyList<string>? captions = null, int side = 72)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0 || images.Any(i => i.Length == 0) || (captions is not null && captions.Count != images.Count))
            throw new ArgumentException($"Expected pictures of at least one pixel and a caption for each, got {images.Count} pictures and {captions?.Count ?? 0} captions.", nameof(images));
        var range = Mark.Span(images.SelectMany(i => i.Cast<double>()));
        return Tiles([.. images.Select(i => PixelImage.Grey(i, range))], columns, captions, side);
    }

    /// <summary>Slices of a volume as it lies in space (left of the head on the left), with a coloured overlay of labels.</summary>
    /// <param name="volume">The volume; its affine matrix says which axis of the file is which.</param>
    /// <param name="labels">A label for each voxel, 0 for none, of the same shape and place.</param>
    /// <param name="axis">0 sagittal, 1 coronal, 2 axial.</param>
    /// <param name="count">Slices, evenly over the part that is not empty.</param>
    /// <param name="columns">Slices in a row.</param>
    /// <param name="reduce">Takes every n-th voxel along each axis.</param>
    /// <exception cref="ArgumentException">The labels have another shape, or the axis does not exist.</exception>
    public static Figure Slices(Volume volume, Volume? labels = null, int axis = 2, int count = 6, int columns = 6, int reduce = 1)
    {
        ArgumentNullException.ThrowIfNull(volume);
        var values = Upright(volume, reduce);
        if (labels is null)
            return Slices(values, null, axis, count, columns);
        var found = Upright(labels, reduce);
        var numbers = new int[found.GetLength(0), found.GetLength(1), found.GetLength(2)];
        for (var i = 0; i < numbers.GetLength(0); i++)
        {
            for (var j = 0; j < numbers.GetLength(1); j++)
            {
                for (var k = 0; k < numbers.GetLength(2); k++)
                    numbers[i, j, k] = (int)found[i, j, k];
            }
        }

        return Slices(values, numbers, axis, count, columns);
    }

    /// <summary>Slices of a volume, with a coloured overlay of labels.</summary>
    /// <param name="volume">[x, y, z].</param>
    /// <param name="labels">[x, y, z], 0 for none; each label has a colour of its own.</param>
    /// <param name="axis">0 sagittal, 1 coronal, 2 axial, when x runs to the right, y to the front, z upwards.</param>
    /// <param name="count">Slices, evenly over the part that is not empty.</param>
    /// <param name="columns">Slices in a row.</param>
    /// <exception cref="ArgumentException">The labels have another size, or the axis does not exist.</exception>
    public static Figure Slices(float[,,] volume, int[,,]? labels = null, int axis = 2, int count = 6, int columns = 6)
    {
        ArgumentNullException.ThrowIfNull(volume);
        int[] sizes = [volume.GetLength(0), volume.GetLength(1), volume.GetLength(2)];
        if (axis is < 0 or > 2 || volume.Length == 0 || (labels is not null && !sizes.SequenceEqual([labels.GetLength(0), labels.GetLength(1), labels.GetLength(2)])))
            throw new ArgumentException($"Expected an axis from 0 to 2 and labels of the volume's {string.Join(" x ", sizes)} voxels, got axis {axis}{(labels is null ? "" : $" and labels of {labels.GetLength(0)} x {labels.GetLength(1)} x {labels.GetLength(2)}")}.", nameof(labels));
        var (across, up) = axis switch { 0 => (1, 2), 1 => (0, 2), _ => (0, 1) };
        var ordered = volume.Cast<float>().Where((v, i) => i % 101 == 0 && float.IsFinite(v)).Order().ToArray();
        var (low, high) = ordered.Length == 0 ? (0, 1) : (ordered[ordered.Length / 100], ordered[^((ordered.Length / 200) + 1)]);
        T At<T>(T[,,] of, int slice, int x, int y) => axis switch { 0 => of[slice, x, y], 1 => of[x, slice, y], _ => of[x, y, slice] };
        bool IsShown(int slice, int x, int y) => At(volume, slice, x, y) > low + (0.15 * (high - low));
        var (first, last) = Bounds(sizes[axis], s => Enumerable.Range(0, sizes[across]).Any(x => Enumerable.Range(0, sizes[up]).Any(y => IsShown(s, x, y))));
        var (left, right) = Bounds(sizes[across], x => Range(first, last).Any(s => Enumerable.Range(0, sizes[up]).Any(y => IsShown(s, x, y))));
        var (bottom, top) = Bounds(sizes[up], y => Range(first, last).Any(s => Enumerable.Range(0, sizes[across]).Any(x => IsShown(s, x, y))));
        var (tiles, captions) = (new List<PixelImage>(), new List<string>());
        for (var k = 0; k < Math.Min(count, last - first + 1); k++)
        {
            var slice = first + (int)((last - first) * (k + 1.0) / (count + 1));
            var tile = new PixelImage(right - left + 1, top - bottom + 1);
            for (var y = bottom; y <= top; y++)
            {
                for (var x = left; x <= right; x++)
                {
                    // a few greys below the labels keep the palette, and with it the file, small
                    var grey = Math.Round(Math.Clamp((At(volume, slice, x, y) - low) / Math.Max(1e-12, high - low), 0, 1) * 31) / 31 * 255;
                    var label = labels is null ? 0 : At(labels, slice, x, y);
                    tile[x - left, top - y] = label == 0 ? ((byte)grey, (byte)grey, (byte)grey, byte.MaxValue) : Blend(grey, label);
                }
            }

            tiles.Add(tile);
            captions.Add($"{"xyz"[axis]} = {slice.ToString(CultureInfo.InvariantCulture)}");
        }

        return Tiles(tiles, columns, captions, 130);
    }

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);

    // the part that is not empty, with a small margin
    private static (int Low, int High) Bounds(int size, Func<int, bool> isShown)
    {
        var shown = Enumerable.Range(0, size).Where(isShown).ToArray();
        return shown.Length == 0 ? (0, size - 1) : (Math.Max(0, shown[0] - (size / 40)), Math.Min(size - 1, shown[^1] + (size / 40)));
    }

    // [x, y, z] to the right, front and top: each direction of space takes the axis of the file that runs along it most
    private static float[,,] Upright(Volume volume, int reduce)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reduce, 1);
        var (source, isBackward, free) = (new int[3], new bool[3], new List<int> { 0, 1, 2 });
        for (var direction = 0; direction < 3; direction++)
        {
            source[direction] = free.MaxBy(column => Math.Abs(volume.Affine[direction, column]));
            isBackward[direction] = volume.Affine[direction, source[direction]] < 0;
            free.Remove(source[direction]);
        }

        int[] sizes = [.. source.Select(s => (volume.Shape[s] + reduce - 1) / reduce)];
        var upright = new float[sizes[0], sizes[1], sizes[2]];
        var at = new int[3];
        var steps = new[] { 1, volume.Shape[0], volume.Shape[0] * volume.Shape[1] };
        for (at[0] = 0; at[0] < sizes[0]; at[0]++)
        {
            for (at[1] = 0; at[1] < sizes[1]; at[1]++)
            {
                for (at[2] = 0; at[2] < sizes[2]; at[2]++)
                {
                    var place = 0;
                    for (var d = 0; d < 3; d++)
                        place += steps[source[d]] * (isBackward[d] ? volume.Shape[source[d]] - 1 - (at[d] * reduce) : at[d] * reduce);
                    upright[at[0], at[1], at[2]] = volume.Data[place];
                }
            }
        }

        return upright;
    }

    private static (byte, byte, byte, byte) Blend(double grey, int label)
    {
        var colour = Palette.Group(label - 1);
        byte Mix(int at) => (byte)Math.Round(((1 - LabelOpacity) * grey) + (LabelOpacity * int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        return (Mix(1), Mix(3), Mix(5), 255);
    }

    private static Figure Tiles(List<PixelImage> tiles, int columns, IReadOnlyList<string>? captions, int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        const int Gap = 8;
        var height = side * tiles.Max(t => (double)t.Height / t.Width);
        var (shown, rows, line) = (Math.Min(columns, tiles.Count), (tiles.Count + columns - 1) / columns, captions is null ? 0 : 16);
        var (marks, x, y) = (new List<Mark>(), new List<double>(), new List<double>());
        for (var i = 0; i < tiles.Count; i++)
        {
            var (left, top) = (i % columns * (side + Gap), i / columns * (height + Gap + line));
            var own = side * (double)tiles[i].Height / tiles[i].Width;
            marks.Add(new ImageMark(tiles[i].Enlarge(tiles[i].Width < side ? (side + tiles[i].Width - 1) / tiles[i].Width : 1), left, left + side, top + own, top));
            x.Add(left + (side / 2.0));
            y.Add(top + height + 9);
        }

        if (captions is not null)
            marks.Add(new TextMark(x, y, [.. captions.Select(c => Writing.TextWidth.Fit(c, side + Gap - 4, 10))]) { Size = 10 });
        var (width, all) = ((shown * (side + Gap)) - Gap, (rows * (height + Gap + line)) - Gap + 2);
        return new(new Panel { Marks = marks, HasAxes = false, HasEqualUnits = true, XRange = (0, width), YRange = (0, all), IsYDownward = true }) { PanelWidth = Math.Max(240, width + 20), PanelHeight = (int)Math.Ceiling(all) + 42 };
    }
}
