using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// One boxed call of an operator. The caller gives stack memory: arguments fill it from the front, the contents of lists from
/// the back, so that a call allocates nothing and nothing can move under it. Callers keep tensors alive until it returns.
/// </summary>
internal unsafe ref struct OperatorCall
{
    // Callers give the argument count plus this many slots; lists never take more, so the arguments always fit.
    private const int ListSlots = 16;

    private readonly Operator op;
    private readonly Span<NativeValue> storage;
    private int count;
    private int tail;
    private long[][]? pinned; // only for lists that do not fit the caller's stack memory
    private string? text;

    internal OperatorCall(Operator op, Span<NativeValue> storage)
    {
        this.op = op;
        this.storage = storage;
        tail = storage.Length;
    }

    internal void AddNone() => Push(NativeTag.None, 0);

    internal void Add(Tensor? value)
    {
        if (value is null)
            AddNone();
        else
            Push(NativeTag.Tensor, value.CheckedHandle(op.Name));
    }

    internal void Add(long value) => Push(NativeTag.Int, value);

    internal void Add(double value) => Push(NativeTag.Double, BitConverter.DoubleToInt64Bits(value));

    internal void Add(bool value) => Push(NativeTag.Bool, value ? 1 : 0);

    internal void Add(long? value)
    {
        if (value.HasValue)
            Add(value.Value);
        else
            AddNone();
    }

    internal void Add(double? value)
    {
        if (value.HasValue)
            Add(value.Value);
        else
            AddNone();
    }

    internal void Add(bool? value)
    {
        if (value.HasValue)
            Add(value.Value);
        else
            AddNone();
    }

    internal void Add(ScalarType? value)
    {
        if (value.HasValue)
            Push(NativeTag.Int, (long)value.Value);
        else
            AddNone();
    }

    internal void Add(Device? value)
    {
        if (value is null)
            AddNone();
        else
            Push(NativeTag.Device, value.Packed);
    }

    internal void Add(Generator? value)
    {
        if (value is null)
            AddNone();
        else
            Push(NativeTag.Generator, value.Handle);
    }

    internal void Add(Scalar? value)
    {
        switch (value?.Kind)
        {
            case null:
                AddNone();
                break;
            case Scalar.NumberKind.Integer:
                Add(value.Integer);
                break;
            case Scalar.NumberKind.Boolean:
                Add(value.Integer != 0);
                break;
            case Scalar.NumberKind.Real:
                Add(value.Real);
                break;
            default:
                var pair = (double*)Reserve(2);
                pair[0] = value.Real;
                pair[1] = value.Imaginary;
                Push(NativeTag.Complex, (long)pair, 2);
                break;
        }
    }

    internal void Add(string? value)
    {
        if (value is null)
        {
            AddNone();
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        var bytes = (byte*)Reserve((length + 7) / 8);
        Encoding.UTF8.GetBytes(value, new Span<byte>(bytes, length));
        Push(NativeTag.String, (long)bytes, length);
    }

    internal void Add(ReadOnlySpan<long> list)
    {
        var data = Reserve(list.Length);
        list.CopyTo(new Span<long>(data, list.Length));
        Push(NativeTag.IntList, (long)data, list.Length);
    }

    internal void AddOptional(long[]? list)
    {
        if (list is null)
            AddNone();
        else
            Add((ReadOnlySpan<long>)list);
    }

    internal void Add(ReadOnlySpan<double> list)
    {
        var data = Reserve(list.Length);
        list.CopyTo(new Span<double>(data, list.Length));
        Push(NativeTag.DoubleList, (long)data, list.Length);
    }

    internal void AddOptional(double[]? list)
    {
        if (list is null)
            AddNone();
        else
            Add((ReadOnlySpan<double>)list);
    }

    internal void Add(ReadOnlySpan<bool> list)
    {
        var data = (bool*)Reserve((list.Length + 7) / 8);
        list.CopyTo(new Span<bool>(data, list.Length));
        Push(NativeTag.BoolList, (long)data, list.Length);
    }

    internal void Add(ReadOnlySpan<Tensor> list)
    {
        var data = Reserve(list.Length);
        for (var i = 0; i < list.Length; i++)
            data[i] = (list[i] ?? throw new ArgumentNullException($"{op.Name}: element {i} of the list of tensors is null.")).CheckedHandle(op.Name);
        Push(NativeTag.TensorList, (long)data, list.Length);
    }

    internal void Add(IEnumerable<Tensor> list) => Add((ReadOnlySpan<Tensor>)(list as Tensor[] ?? [.. list]));

    /// <summary>A list in which <see langword="null"/> stands for "none" (<c>Tensor?[]</c>).</summary>
    internal void AddOptionalTensors(ReadOnlySpan<Tensor?> list)
    {
        var data = Reserve(list.Length);
        for (var i = 0; i < list.Length; i++)
            data[i] = list[i]?.CheckedHandle(op.Name) ?? 0;
        Push(NativeTag.OptionalTensorList, (long)data, list.Length);
    }

    internal Tensor Invoke()
    {
        NativeValue result;
        Call(&result, 1);
        return Tensor.FromNative(result);
    }

    internal Tensor InvokeInPlace(Tensor self)
    {
        NativeValue result;
        Call(&result, 1);
        Native.engram_tensor_release((nint)result.Payload);
        self.ForgetMetadata();
        return self;
    }

    internal void InvokeVoid()
    {
        NativeValue result = default;
        Call(&result, 1);
        if (result.Tag == NativeTag.Tensor)
            Native.engram_tensor_release((nint)result.Payload);
    }

    internal (Tensor, Tensor) Invoke2()
    {
        var results = stackalloc NativeValue[2];
        Call(results, 2);
        return (Tensor.FromNative(results[0]), Tensor.FromNative(results[1]));
    }

    internal (Tensor, Tensor, Tensor) Invoke3()
    {
        var results = stackalloc NativeValue[3];
        Call(results, 3);
        return (Tensor.FromNative(results[0]), Tensor.FromNative(results[1]), Tensor.FromNative(results[2]));
    }

    internal (Tensor, Tensor, Tensor, Tensor) Invoke4()
    {
        var results = stackalloc NativeValue[4];
        Call(results, 4);
        return (Tensor.FromNative(results[0]), Tensor.FromNative(results[1]), Tensor.FromNative(results[2]), Tensor.FromNative(results[3]));
    }

    internal Tensor[] InvokeList()
    {
        NativeValue result;
        Call(&result, 1);
        var items = (NativeValue*)result.Payload;
        var list = new Tensor[result.Count];
        for (var i = 0; i < list.Length; i++)
            list[i] = Tensor.FromNative(items[i]);
        Native.engram_free(items);
        return list;
    }

    internal bool InvokeBool() => InvokeLong() != 0;

    internal long InvokeLong()
    {
        NativeValue result;
        Call(&result, 1);
        return result.Payload;
    }

    internal double InvokeDouble() => BitConverter.Int64BitsToDouble(InvokeLong());

    internal Scalar InvokeScalar()
    {
        NativeValue result;
        Call(&result, 1);
        switch (result.Tag)
        {
            case NativeTag.Bool:
                return result.Payload != 0;
            case NativeTag.Int:
                return result.Payload;
            case NativeTag.Complex:
                var pair = (double*)result.Payload;
                var value = new System.Numerics.Complex(pair[0], pair[1]);
                Native.engram_free(pair);
                return value;
            default:
                return BitConverter.Int64BitsToDouble(result.Payload);
        }
    }

    private void Call(NativeValue* results, int capacity)
    {
        int returned;
        int status;
        var handle = op.Handle;
        fixed (NativeValue* arguments = storage)
            status = Native.engram_call(handle, arguments, count, results, capacity, &returned);
        if (status != 0)
            text = Describe(Native.LastError());
        else if (Engram.Torch.Tracing.OperatorTrace.Current is { } trace)
            trace.Record(op.Name, storage[..count], new(results, returned));
        GC.KeepAlive(pinned);
        if (text is not null)
            throw new TorchException(text);
    }

    private void Push(NativeTag tag, long payload, int length = 0)
    {
        if (count >= tail)
            throw new InvalidOperationException($"{op}: more arguments than memory for them.");
        storage[count++] = new NativeValue { Tag = tag, Payload = payload, Count = length };
    }

    // Memory for `words` 64-bit words, at the end of the caller's stack memory or, when that is short, from the heap.
    private long* Reserve(int words)
    {
        if (words == 0)
            return null; // an empty list has no memory
        var slots = (words + 1) / 2;
        if (storage.Length - tail + slots <= ListSlots && tail - slots > count)
        {
            tail -= slots;
            return (long*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref storage[tail]);
        }

        var block = GC.AllocateUninitializedArray<long>(words, pinned: true);
        pinned = pinned is null ? [block] : [.. pinned, block];
        return (long*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref block[0]);
    }

    // libtorch's message, the operator, and the shapes that it was given.
    private readonly string Describe(string message)
    {
        var shapes = new List<string>();
        for (var i = 0; i < count; i++)
        {
            if (storage[i].Tag == NativeTag.Tensor)
                shapes.Add(Tensor.DescribeHandle((nint)storage[i].Payload));
            else if (storage[i].Tag is NativeTag.TensorList)
                shapes.Add($"list of {storage[i].Count} tensors");
        }

        return $"{message} [operator {op}{(shapes.Count > 0 ? ", given " + string.Join(", ", shapes) : "")}]";
    }
}
