using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tracing;

/// <summary>
/// Records every operator that this thread calls while the trace is alive, as the program calls them: <c>linear</c> and not the
/// matrix product inside. Tensors that it has seen are kept until it is disposed, so that no identity is used twice.
/// </summary>
public sealed unsafe class OperatorTrace : IDisposable
{
    [ThreadStatic]
    private static OperatorTrace? current;

    private readonly List<OperatorRecord> calls = [];
    private readonly HashSet<nint> held = [];

    private OperatorTrace()
    {
    }

    /// <summary>The calls so far, in order.</summary>
    public IReadOnlyList<OperatorRecord> Calls => calls;

    internal static OperatorTrace? Current => current;

    /// <summary>Begins to record.</summary>
    /// <exception cref="InvalidOperationException">This thread records already.</exception>
    public static OperatorTrace Start() =>
        current is null ? current = new() : throw new InvalidOperationException("Expected no other trace on this thread; dispose that one first.");

    /// <summary>The identity of a tensor in records.</summary>
    /// <param name="tensor">A tensor.</param>
    public static long IdOf(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.CheckedHandle("trace");
    }

    /// <summary>Ends the recording; the records stay.</summary>
    public void Dispose()
    {
        if (current == this)
            current = null;
        foreach (var handle in held)
            Native.engram_tensor_release(handle);
        held.Clear();
    }

    internal void Record(string name, ReadOnlySpan<NativeValue> arguments, ReadOnlySpan<NativeValue> results)
    {
        var taken = new object?[arguments.Length];
        for (var i = 0; i < taken.Length; i++)
            taken[i] = Read(arguments[i]);
        var given = new List<TracedTensor>();
        foreach (var result in results)
        {
            switch (result.Tag)
            {
                case NativeTag.Tensor:
                    given.Add(Hold((nint)result.Payload));
                    break;
                case NativeTag.TensorList:
                    foreach (var item in new ReadOnlySpan<NativeValue>((void*)result.Payload, result.Count))
                        given.Add(Hold((nint)item.Payload));
                    break;
                default:
                    break; // a number, not a tensor
            }
        }

        calls.Add(new(name[(name.IndexOf("::", StringComparison.Ordinal) is var at and >= 0 ? at + 2 : 0)..], taken, given));
    }

    private object? Read(NativeValue value) => value.Tag switch
    {
        NativeTag.Tensor => Hold((nint)value.Payload),
        NativeTag.Int => value.Payload,
        NativeTag.Double => BitConverter.Int64BitsToDouble(value.Payload),
        NativeTag.Bool => value.Payload != 0,
        NativeTag.String => Encoding.UTF8.GetString((byte*)value.Payload, value.Count),
        NativeTag.IntList => new ReadOnlySpan<long>((void*)value.Payload, value.Count).ToArray(),
        NativeTag.TensorList => Array.ConvertAll(new ReadOnlySpan<nint>((void*)value.Payload, value.Count).ToArray(), Hold),
        _ => null,
    };

    private TracedTensor Hold(nint handle)
    {
        if (held.Add(handle))
            Native.engram_tensor_alias(handle);
        NativeMetadata metadata;
        Native.Check(Native.engram_tensor_metadata(handle, &metadata), "trace");
        return new(handle, new ReadOnlySpan<long>(metadata.Sizes, (int)metadata.Dimensions).ToArray());
    }
}
