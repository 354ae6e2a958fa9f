using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>All that is cached of a tensor, fetched in one native call; the layout of <c>Metadata</c> in native/engram_torch.cpp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMetadata
{
    public const int Contiguous = 1;
    public const int Sparse = 2;
    public const int Leaf = 4;
    public const int RequiresGrad = 8;
    public const int Conjugate = 16;
    public const int Negative = 32;
    public const int Inference = 64;

    public long Dimensions;
    public long Elements;
    public long ElementSize;
    public long StorageOffset;
    public void* Data;
    public long* Sizes;
    public long* Strides;
    public long Device;
    public int DataType;
    public int Flags;
}
