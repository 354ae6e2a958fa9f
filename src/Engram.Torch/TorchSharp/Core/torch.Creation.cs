using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator ZerosOperator = new("aten::zeros");
    private static readonly Operator OnesOperator = new("aten::ones");
    private static readonly Operator EmptyOperator = new("aten::empty", "memory_format");
    private static readonly Operator EmptyStridedOperator = new("aten::empty_strided");
    private static readonly Operator RandOperator = new("aten::rand", "generator");
    private static readonly Operator RandnOperator = new("aten::randn", "generator");
    private static readonly Operator FullOperator = new("aten::full");
    private static readonly Operator ArangeOperator = new("aten::arange", "start_step");
    private static readonly Operator LinspaceOperator = new("aten::linspace");
    private static readonly Operator LogspaceOperator = new("aten::logspace");
    private static readonly Operator EyeOperator = new("aten::eye", "m");
    private static readonly Operator RandintOperator = new("aten::randint", "low_generator");
    private static readonly Operator RandpermOperator = new("aten::randperm", "generator");
    private static readonly Operator TrilIndices = new("aten::tril_indices");
    private static readonly Operator TriuIndices = new("aten::triu_indices");

    private static Tensor Create(Operator op, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var call = new OperatorCall(op, stackalloc NativeValue[22]);
        call.Add(size);
        AddOptions(ref call, dtype ?? defaultType, device);
        if (ReferenceEquals(op, EmptyOperator))
            call.AddNone(); // memory format
        var result = call.Invoke().Name(names);
        return requires_grad ? result.requires_grad_() : result;
    }

    private static Tensor CreateRandom(Operator op, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names)
    {
        var call = new OperatorCall(op, stackalloc NativeValue[22]);
        call.Add(size);
        call.Add(generator);
        AddOptions(ref call, dtype ?? defaultType, device);
        var result = call.Invoke().Name(names);
        GC.KeepAlive(generator);
        return requires_grad ? result.requires_grad_() : result;
    }

    // As in TorchSharp the type follows the value: full(2, 3, 1) is int64, full(2, 3, 1.0) is the default type.
    private static Tensor CreateFull(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var call = new OperatorCall(FullOperator, stackalloc NativeValue[22]);
        call.Add(size);
        call.Add(value);
        AddOptions(ref call, dtype, device);
        var result = call.Invoke().Name(names);
        return requires_grad ? result.requires_grad_() : result;
    }

    private static void AddOptions(ref OperatorCall call, ScalarType? dtype, Device? device)
    {
        call.Add(dtype);
        call.AddNone(); // layout: strided
        call.Add(device ?? defaultDevice);
        call.AddNone(); // pinned memory: no
    }

    private static Tensor FromElements<T>(ReadOnlySpan<T> elements, ReadOnlySpan<long> dimensions, ScalarType native, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
    {
        long product = 1;
        foreach (var size in dimensions)
            product = checked(product * size);
        if (product != elements.Length)
            throw new ArgumentException($"tensor: expected {product} elements for the dimensions [{string.Join(", ", dimensions.ToArray())}], got {elements.Length}.");
        var result = Create(EmptyOperator, dimensions, native, CPU, false, names);
        result.CopyFromSpan(elements);
        var target = device ?? get_default_device();
        if ((dtype is { } type && type != native) || target.type != DeviceType.CPU)
            result = result.to(dtype ?? native, target, disposeAfter: true).Name(names);
        return requires_grad ? result.requires_grad_() : result;
    }

    private static ReadOnlySpan<T> Flat<T>(IList<T> list) => list switch
    {
        T[] array => array,
        List<T> items => CollectionsMarshal.AsSpan(items),
        _ => list.ToArray(),
    };

    private static unsafe ReadOnlySpan<T> Flat<T>(Array array)
        where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    public static Tensor tensor((double, double) scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor(new System.Numerics.Complex(scalar.Item1, scalar.Item2), dtype, device, requires_grad);

    public static Tensor tensor(double real, double imaginary, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor(new System.Numerics.Complex(real, imaginary), dtype, device, requires_grad);

    public static Tensor tensor(float real, float imaginary, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor((real, imaginary), dtype, device, requires_grad);

    internal static Tensor tensor(Scalar scalar, ScalarType dtype, Device device) => full(ReadOnlySpan<long>.Empty, scalar, dtype, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) => data.to(dtype ?? data.dtype, device ?? data.device);

    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        var element = rawArray.GetType().GetElementType()!;
        var native = element.ToScalarType();
        var sizes = new long[rawArray.Rank];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = rawArray.GetLongLength(i);
        using var result = Create(EmptyOperator, sizes, native, CPU, false, names);
        var bytes = result.bytes;
        MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(rawArray), bytes.Length).CopyTo(bytes);
        var converted = result.to(dtype ?? native, device ?? get_default_device()).Name(names);
        return requires_grad ? converted.requires_grad_() : converted;
    }

    /// <summary>A tensor from the elements of an array, read as <paramref name="dtype"/> from <paramref name="offset"/> bytes on.</summary>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        var width = dtype.ElementSize();
        var total = Buffer.ByteLength(rawArray);
        if (offset < 0 || offset > total || (count >= 0 && offset + (count * width) > total))
            throw new ArgumentOutOfRangeException(nameof(offset), $"frombuffer: {count} elements of {dtype} from byte {offset} on do not fit the {total} bytes of the array.");
        var length = count >= 0 ? count : (total - offset) / width;
        var result = empty(length, dtype);
        MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(rawArray), total).Slice((int)offset, (int)(length * width)).CopyTo(result.bytes);
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var call = new OperatorCall(EmptyStridedOperator, stackalloc NativeValue[22]);
        call.Add((ReadOnlySpan<long>)size);
        call.Add((ReadOnlySpan<long>)strides);
        AddOptions(ref call, dtype ?? defaultType, device);
        return call.Invoke().Name(names).requires_grad_(requires_grad);
    }

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(0L, stop, 1L, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1L, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var call = new OperatorCall(ArangeOperator, stackalloc NativeValue[7]);
        call.Add(start);
        call.Add(stop);
        call.Add(step);
        AddOptions(ref call, dtype, device);
        return call.Invoke().requires_grad_(requires_grad);
    }

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var call = new OperatorCall(LinspaceOperator, stackalloc NativeValue[7]);
        call.Add(start);
        call.Add(end);
        call.Add(steps);
        AddOptions(ref call, dtype ?? defaultType, device);
        return call.Invoke().requires_grad_(requires_grad);
    }

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var call = new OperatorCall(LogspaceOperator, stackalloc NativeValue[8]);
        call.Add(start);
        call.Add(end);
        call.Add(steps);
        call.Add(@base);
        AddOptions(ref call, dtype ?? defaultType, device);
        return call.Invoke().requires_grad_(requires_grad);
    }

    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var call = new OperatorCall(EyeOperator, stackalloc NativeValue[6]);
        call.Add(rows);
        call.Add(columns < 0 ? rows : columns);
        AddOptions(ref call, dtype ?? defaultType, device);
        return call.Invoke().Name(names).requires_grad_(requires_grad);
    }

    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        var call = new OperatorCall(RandintOperator, stackalloc NativeValue[24]);
        call.Add(low);
        call.Add(high);
        call.Add((ReadOnlySpan<long>)size.Shape);
        call.Add(generator);
        AddOptions(ref call, dtype ?? ScalarType.Int64, device);
        var result = call.Invoke().Name(names);
        GC.KeepAlive(generator);
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, new Size(size), dtype, device, requires_grad, generator, names);

    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, new Size(size), dtype, device, requires_grad, generator, names);

    public static Tensor randint(int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, new Size(size), dtype, device, requires_grad, generator, names);

    public static Tensor randint(int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, new Size(size), dtype, device, requires_grad, generator, names);

    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        var call = new OperatorCall(RandpermOperator, stackalloc NativeValue[6]);
        call.Add(n);
        call.Add(generator);
        AddOptions(ref call, dtype ?? ScalarType.Int64, device);
        var result = call.Invoke();
        GC.KeepAlive(generator);
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        empty(size, dtype, device, names: names).normal_(mean, std, generator).requires_grad_(requires_grad);

    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) => TriangleIndices(TrilIndices, row, col, offset, dtype, device);

    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) => TriangleIndices(TriuIndices, row, col, offset, dtype, device);

    private static Tensor TriangleIndices(Operator op, long row, long col, long offset, ScalarType dtype, Device? device)
    {
        var call = new OperatorCall(op, stackalloc NativeValue[7]);
        call.Add(row);
        call.Add(col);
        call.Add(offset);
        AddOptions(ref call, dtype, device);
        return call.Invoke();
    }
}
