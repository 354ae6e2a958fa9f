using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>
/// The handles that left their tensors through <c>DecoupleFromNativeHandle</c>: the only ones from which a tensor may be made
/// again. All others come from the native library itself, so that no other call needs to doubt its handle.
/// </summary>
internal static class DecoupledHandles
{
    private static readonly Dictionary<nint, int> outside = []; // aliases share a handle: how often each was given out
    private static readonly Lock gate = new();

    internal static void Give(nint handle)
    {
        lock (gate)
            CollectionsMarshal.GetValueRefOrAddDefault(outside, handle, out _)++;
    }

    internal static bool TakeBack(nint handle)
    {
        lock (gate)
        {
            if (!outside.TryGetValue(handle, out var count))
                return false;
            if (count == 1)
                outside.Remove(handle);
            else
                outside[handle] = count - 1;
            return true;
        }
    }
}
