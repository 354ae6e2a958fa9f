using System.Numerics.Tensors;

namespace Engram.Signals.Formats;

/// <summary>Decodes the voxels of a volume.</summary>
internal static class VolumeDecoder
{
    private const int Block = 1 << 14;

    /// <summary>value = slope · stored + intercept for all voxels; the file must hold them all.</summary>
    public static float[] Decode(SignalFile file, long offset, SampleEncoding encoding, IReadOnlyList<int> shape, double slope, double intercept)
    {
        var size = SampleDecoder.Size(encoding);
        long count = 1;
        foreach (var length in shape)
        {
            // checked against the file at each step, so that lengths that lie cannot overflow
            count *= length;
            if (offset < 0 || length < 1 || count > (file.Length - offset) / size)
                throw new SignalFormatException(file.Name, offset, "voxels", $"expected {string.Join("×", shape)} values of {size} bytes, the file has {Math.Max(0, file.Length - offset)} bytes from here");
        }

        if (count > Array.MaxLength)
            throw new SignalFormatException(file.Name, offset, "voxels", $"expected at most {Array.MaxLength} voxels, got {count}");
        var data = GC.AllocateUninitializedArray<float>((int)count);
        Parallel.For(0, (int)((count + Block - 1) / Block), () => new double[Block], (i, _, buffer) =>
        {
            var at = i * Block;
            var target = buffer.AsSpan(0, (int)Math.Min(Block, count - at));
            SampleDecoder.Decode(file.Slice(offset + ((long)at * size), (long)target.Length * size, "voxels"), new(0, size, encoding, slope, intercept), target);
            TensorPrimitives.ConvertTruncating<double, float>(target, data.AsSpan(at));
            return buffer;
        }, _ => { });
        GC.KeepAlive(file);
        return data;
    }
}
