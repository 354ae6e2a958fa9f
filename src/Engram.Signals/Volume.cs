namespace Engram.Signals;

/// <summary>A three-dimensional image, or a series of them over time, with its place in space.</summary>
public sealed class Volume
{
    /// <summary>Keeps the voxels.</summary>
    /// <param name="data">Values, first axis fastest: index = x + Nx(y + Ny(z + Nz t)).</param>
    /// <param name="shape">Lengths of the axes x, y, z and where there are more, time and others.</param>
    /// <param name="affine">4×4 matrix from voxel indices to metres: [x y z 1]ᵀ = A [i j k 1]ᵀ, rows first.</param>
    /// <param name="voxelSizes">Edge lengths of a voxel in metres; for a fourth axis the step in seconds.</param>
    /// <param name="provenance">Where it came from.</param>
    /// <exception cref="ArgumentException">The number of values is not the product of the shape.</exception>
    public Volume(float[] data, IReadOnlyList<int> shape, double[,] affine, IReadOnlyList<double> voxelSizes, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(affine);
        var product = shape.Aggregate(1L, (p, n) => checked(p * n));
        if (product != data.Length)
            throw new ArgumentException($"Expected {string.Join("×", shape)} = {product} values, got {data.Length}.", nameof(data));
        if (affine.GetLength(0) != 4 || affine.GetLength(1) != 4)
            throw new ArgumentException("Expected a 4×4 affine matrix.", nameof(affine));
        (Data, Shape, Affine, VoxelSizes, Provenance) = (data, shape, affine, voxelSizes, provenance);
    }

    /// <summary>Values, first axis fastest.</summary>
    public float[] Data { get; }

    /// <summary>Lengths of the axes.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>4×4 matrix from voxel indices to metres.</summary>
    public double[,] Affine { get; }

    /// <summary>Edge lengths of a voxel in metres; further axes in seconds.</summary>
    public IReadOnlyList<double> VoxelSizes { get; }

    /// <summary>Where it came from and what was done to it.</summary>
    public Provenance Provenance { get; }

    /// <summary>What else the file says.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>One voxel.</summary>
    /// <param name="index">Indices along the axes; missing ones are 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside.</exception>
    public float this[params ReadOnlySpan<int> index]
    {
        get
        {
            long at = 0;
            for (var axis = Shape.Count - 1; axis >= 0; axis--)
            {
                var i = axis < index.Length ? index[axis] : 0;
                if ((uint)i >= (uint)Shape[axis])
                    throw new ArgumentOutOfRangeException(nameof(index), $"Expected an index from 0 to {Shape[axis] - 1} on axis {axis}, got {i}.");
                at = (at * Shape[axis]) + i;
            }

            return Data[at];
        }
    }

    /// <summary>The place of a voxel's centre in metres.</summary>
    /// <param name="i">First index.</param>
    /// <param name="j">Second index.</param>
    /// <param name="k">Third index.</param>
    public Point3 ToMetres(double i, double j, double k)
    {
        double Row(int r) => (Affine[r, 0] * i) + (Affine[r, 1] * j) + (Affine[r, 2] * k) + Affine[r, 3];
        return new(Row(0), Row(1), Row(2));
    }

    /// <summary>One slice across an axis, as rows of the two other axes (the later one first).</summary>
    /// <param name="axis">0 sagittal, 1 coronal, 2 axial (of the stored axes).</param>
    /// <param name="index">Index on that axis.</param>
    /// <param name="frame">Index on the time axis.</param>
    /// <returns>[second free axis][first free axis].</returns>
    /// <exception cref="ArgumentOutOfRangeException">Axis or index are outside.</exception>
    public float[][] Slice(int axis, int index, int frame = 0)
    {
        if (axis is < 0 or > 2)
            throw new ArgumentOutOfRangeException(nameof(axis), $"Expected an axis from 0 to 2, got {axis}.");
        var (first, second) = axis switch { 0 => (1, 2), 1 => (0, 2), _ => (0, 1) };
        int Length(int a) => a < Shape.Count ? Shape[a] : 1;
        var rows = new float[Length(second)][];
        Span<int> at = stackalloc int[4];
        (at[axis], at[3]) = (index, frame);
        for (var v = 0; v < rows.Length; v++)
        {
            rows[v] = new float[Length(first)];
            for (var u = 0; u < rows[v].Length; u++)
            {
                (at[first], at[second]) = (u, v);
                rows[v][u] = this[at];
            }
        }

        return rows;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Volume: {string.Join("×", Shape)} voxels of {string.Join("×", VoxelSizes.Take(3).Select(s => $"{s * 1e3:0.###}"))} mm ({Provenance.Source})";
}
