using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>One argument or result of a boxed operator call; the layout of <c>Value</c> in native/engram_torch.cpp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public long Payload;
    public NativeTag Tag;
    public int Count;
}
