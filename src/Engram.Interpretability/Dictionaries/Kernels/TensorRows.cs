using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Engram.Interpretability.Dictionaries.Kernels;

/// <summary>The memory of a contiguous tensor [row, column] on the CPU, row by row; the tensor must be held meanwhile.</summary>
internal static class TensorRows
{
    public static Span<T> Memory<T>(Tensor tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.bytes);

    public static Span<T> Row<T>(Tensor tensor, int row, int width)
        where T : unmanaged => Memory<T>(tensor).Slice(row * width, width);
}
