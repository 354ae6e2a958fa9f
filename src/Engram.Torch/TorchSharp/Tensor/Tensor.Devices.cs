namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator ToCopy = new("aten::_to_copy");
        private static readonly Operator CopyInPlace = new("aten::copy_");
        private static readonly Operator Contiguous = new("aten::contiguous");

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, null, copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, null, copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(null, device, copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, device, copy, disposeAfter, non_blocking);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(null, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(null, new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => Convert(other.dtype, other.device, false, false, non_blocking);

        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        public Tensor type(ScalarType dtype) => to_type(dtype);

        public Tensor cpu() => Convert(null, CPU, false, false, false);

        public Tensor cuda(Device? device = null, bool non_blocking = false) => Convert(null, device ?? CUDA, false, false, non_blocking);

        public Tensor mps(bool non_blocking = false) => Convert(null, MPS, false, false, non_blocking);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @char() => to_type(ScalarType.Int8);

        public Tensor @short() => to_type(ScalarType.Int16);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor half() => to_type(ScalarType.Float16);

        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor cfloat() => to_type(ScalarType.ComplexFloat32);

        public Tensor cdouble() => to_type(ScalarType.ComplexFloat64);

        public Tensor contiguous()
        {
            var call = new OperatorCall(Contiguous, stackalloc NativeValue[2]);
            call.Add(this);
            call.Add(0L); // memory format: contiguous
            var result = call.Invoke();
            GC.KeepAlive(this);
            return result;
        }

        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            var call = new OperatorCall(CopyInPlace, stackalloc NativeValue[3]);
            call.Add(this);
            call.Add(source);
            call.Add(nonBlocking);
            call.InvokeInPlace(this);
            GC.KeepAlive(source);
            return this;
        }

        // As in TorchSharp, a conversion that changes nothing gives another handle on the same memory.
        private Tensor Convert(ScalarType? type, Device? target, bool copy, bool disposeAfter, bool nonBlocking)
        {
            Tensor result;
            if (!copy && (type is null || type == dtype) && (target is null || target.Equals(device)))
            {
                result = Alias();
            }
            else
            {
                if (target is { type: DeviceType.CUDA } && !torch.cuda.is_available())
                    throw new InvalidOperationException($"Expected a device of this machine, got {target}: no CUDA device is available to the loaded libtorch. Use torch.CPU, or a libtorch with CUDA.");
                var call = new OperatorCall(ToCopy, stackalloc NativeValue[7]);
                call.Add(this);
                call.Add(type);
                call.AddNone();
                call.Add(target);
                call.AddNone();
                call.Add(nonBlocking);
                call.AddNone();
                result = call.Invoke();
                GC.KeepAlive(this);
            }

            if (disposeAfter)
                Dispose();
            return result;
        }

        /// <summary>A second owner of the same native tensor: the same data and the same place in the graph.</summary>
        internal Tensor Alias()
        {
            var alias = Native.engram_tensor_alias(CheckedHandle("alias"));
            GC.KeepAlive(this);
            return new(alias, 0);
        }
    }
}
