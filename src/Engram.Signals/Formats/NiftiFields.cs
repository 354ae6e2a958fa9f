namespace Engram.Signals.Formats;

/// <summary>What a NIfTI header says, of either version.</summary>
internal sealed record NiftiFields(int[] Shape, double[] VoxelSizes, int DataType, long VoxelOffset, double Slope, double Intercept, double[,] Affine, string Description)
{
    public static NiftiFields Read(string file, ByteCursor header, bool isSecond)
    {
        long Dim(ByteCursor h, int i) => isSecond ? h.Int64(16 + (8 * i), "dim") : h.Int16(40 + (2 * i), "dim");
        double Pixdim(ByteCursor h, int i) => isSecond ? h.Double(104 + (8 * i), "pixdim") : h.Single(76 + (4 * i), "pixdim");
        var rank = Dim(header, 0);
        if (rank is < 1 or > 7)
            throw new SignalFormatException(file, isSecond ? 16 : 40, "dim", $"expected 1 to 7 dimensions, got {rank}");
        var shape = new int[rank];
        for (var i = 0; i < shape.Length; i++)
        {
            var length = Dim(header, i + 1);
            shape[i] = length is >= 1 and <= int.MaxValue ? (int)length : throw new SignalFormatException(file, isSecond ? 24 + (8 * i) : 42 + (2 * i), $"dim[{i + 1}]", $"expected a length from 1, got {length}");
        }

        var units = isSecond ? header.Int32(500, "units") : header.Byte(123, "units");
        var metres = (units & 7) switch { 1 => 1.0, 3 => 1e-6, _ => 1e-3 }; // millimetres where nothing is said
        var seconds = (units & 56) switch { 16 => 1e-3, 24 => 1e-6, _ => 1.0 };
        var sizes = new double[shape.Length];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = Math.Abs(Pixdim(header, i + 1)) * (i < 3 ? metres : i == 3 ? seconds : 1);
        var slope = isSecond ? header.Double(176, "slope") : header.Single(112, "slope");
        var intercept = isSecond ? header.Double(184, "intercept") : header.Single(116, "intercept");
        if (slope == 0 || !double.IsFinite(slope))
            (slope, intercept) = (1, 0); // the standard's "no scaling"
        var offset = isSecond ? header.Int64(168, "voxel offset") : SafeOffset(header.Single(108, "voxel offset"));
        var dataType = isSecond ? header.Int16(12, "data type") : header.Int16(70, "data type");
        return new(shape, sizes, dataType, offset, slope, double.IsFinite(intercept) ? intercept : 0, ReadAffine(header, isSecond, metres, shape), header.Text(isSecond ? 240 : 148, 80, "description"));

        static long SafeOffset(float value) => value is >= 0 and < 1e12f ? (long)value : -1;
    }

    // The scanner's affine (sform) where it is set, else the quaternion's (qform), else voxel sizes about the centre with x to the left, as Analyze had it.
    private static double[,] ReadAffine(ByteCursor h, bool isSecond, double metres, int[] shape)
    {
        var (qform, sform) = isSecond ? (h.Int32(344, "qform"), h.Int32(348, "sform")) : (h.Int16(252, "qform"), h.Int16(254, "sform"));
        double Pixdim(ByteCursor c, int i) => isSecond ? c.Double(104 + (8 * i), "pixdim") : c.Single(76 + (4 * i), "pixdim");
        double Quaternion(ByteCursor c, int i) => isSecond ? c.Double(352 + (8 * i), "qform") : c.Single(256 + (4 * i), "qform");
        var affine = new double[4, 4];
        affine[3, 3] = 1;
        if (sform > 0)
        {
            for (var r = 0; r < 3; r++)
            {
                for (var c = 0; c < 4; c++)
                    affine[r, c] = metres * (isSecond ? h.Double(400 + (32 * r) + (8 * c), "srow") : h.Single(280 + (16 * r) + (4 * c), "srow"));
            }

            return affine;
        }

        if (qform > 0)
        {
            var (b, c, d) = (Quaternion(h, 0), Quaternion(h, 1), Quaternion(h, 2));
            var a = Math.Sqrt(Math.Max(0, 1 - ((b * b) + (c * c) + (d * d))));
            double[,] rotation =
            {
                { (a * a) + (b * b) - (c * c) - (d * d), 2 * ((b * c) - (a * d)), 2 * ((b * d) + (a * c)) },
                { 2 * ((b * c) + (a * d)), (a * a) + (c * c) - (b * b) - (d * d), 2 * ((c * d) - (a * b)) },
                { 2 * ((b * d) - (a * c)), 2 * ((c * d) + (a * b)), (a * a) + (d * d) - (b * b) - (c * c) },
            };
            var handed = Pixdim(h, 0) < 0 ? -1 : 1; // qfac: the third axis may be mirrored
            for (var r = 0; r < 3; r++)
            {
                for (var k = 0; k < 3; k++)
                    affine[r, k] = metres * rotation[r, k] * Pixdim(h, k + 1) * (k == 2 ? handed : 1);
                affine[r, 3] = metres * Quaternion(h, 3 + r);
            }

            return affine;
        }

        for (var r = 0; r < 3; r++)
        {
            var size = metres * (Pixdim(h, r + 1) is var p && p != 0 ? p : 1) * (r == 0 ? -1 : 1);
            affine[r, r] = size;
            affine[r, 3] = -size * ((r < shape.Length ? shape[r] : 1) - 1) / 2;
        }

        return affine;
    }
}
