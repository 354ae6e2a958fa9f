using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>One ATen operator overload, looked up in libtorch's registry at its first call.</summary>
internal sealed class Operator(string name, string overload = "")
{
    private nint handle;

    public string Name => name;

    /// <summary>Whether the loaded libtorch has this operator.</summary>
    public bool IsRegistered => handle != 0 || (handle = Native.engram_operator(name, overload)) != 0;

    /// <summary>The native handle.</summary>
    /// <exception cref="NotSupportedException">The loaded libtorch does not have the operator.</exception>
    public unsafe nint Handle => IsRegistered ? handle : throw new NotSupportedException(
        $"libtorch {Marshal.PtrToStringUTF8((nint)Native.engram_version())} has no operator {this}. Use a libtorch version that has it.");

    /// <summary>How many arguments the loaded version's schema has.</summary>
    public int ArgumentCount => Native.engram_operator_arguments(Handle);

    public override string ToString() => overload.Length > 0 ? $"{name}.{overload}" : name;
}
