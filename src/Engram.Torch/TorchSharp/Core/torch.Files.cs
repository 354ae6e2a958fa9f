namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator FromFile = new("aten::from_file");

    /// <summary>A vector whose memory is the file's, from its beginning on. With <paramref name="shared"/> writing to it writes the file.</summary>
    /// <param name="filename">The file.</param>
    /// <param name="shared">Whether to write through; else changes stay in memory.</param>
    /// <param name="size">Elements to map; the file must be large enough (with <paramref name="shared"/> it is grown).</param>
    /// <param name="dtype">Element type; default the default type.</param>
    /// <param name="device">Must be the CPU.</param>
    /// <param name="requires_grad">Whether to record operations on it.</param>
    public static Tensor from_file(string filename, bool? shared = null, long? size = 0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var call = new OperatorCall(FromFile, stackalloc NativeValue[23]);
        call.Add(filename);
        call.Add(shared);
        call.Add(size);
        AddOptions(ref call, dtype ?? defaultType, device);
        return call.Invoke().requires_grad_(requires_grad);
    }
}
