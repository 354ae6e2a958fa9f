using System.Diagnostics.CodeAnalysis;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public Module _to(Tensor other, bool non_blocking) => _to(other.device, other.dtype, non_blocking);

            protected virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            protected virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                _toEpilog(deviceType, deviceIndex, non_blocking);
                return this;
            }

            protected virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                _toEpilog(dtype, non_blocking);
                return this;
            }

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) => _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Moves parameters and buffers where they are (they stay the same objects), then the submodules.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (device is not null)
                    InitializeDevice(device);
                using var _ = no_grad();
                foreach (var (_, parameter) in ownParameters)
                    Move(parameter, dtype, device, non_blocking);
                foreach (var (_, buffer) in ownBuffers)
                    Move(buffer, dtype, device, non_blocking);
                foreach (var child in children())
                    child.Move(dtype, device, non_blocking);
            }

            /// <summary>Whether a buffer has to change for a type or device; if so, <paramref name="result"/> is the changed copy.</summary>
            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, [NotNullWhen(true)] out Tensor? result)
            {
                using var _ = no_grad();
                result = NeedsMove(buffer, dtype, device, out var target) ? buffer.detach().to(target, device ?? buffer.device) : null;
                return result is not null;
            }

            /// <summary>Whether a parameter has to change for a type or device; if so, <paramref name="p"/> is the changed copy, its gradient with it.</summary>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, [NotNullWhen(true)] out Parameter? p)
            {
                p = null;
                if (!ReplaceBuffer(dtype, device, param, out var moved))
                    return false;
                p = new Parameter(moved, param.requires_grad);
                using var gradient = param.grad;
                if (gradient is not null)
                    p.grad = gradient.to(p.dtype, p.device);
                return true;
            }

            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());

            // By the overload that fits, since a module may have its own.
            internal void Move(ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (dtype is { } type && device is not null)
                    _to(device, type, non_blocking);
                else if (dtype is { } only)
                    _to(only, non_blocking);
                else if (device is not null)
                    _to(device.type, device.index, non_blocking);
            }

            private static void Move(Tensor tensor, ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (!NeedsMove(tensor, dtype, device, out var target))
                    return;
                using var moved = tensor.detach().to(target, device ?? tensor.device, non_blocking: non_blocking);
                tensor.TakeDataOf(moved);
            }

            // Only floating-point members change their type; counters and masks stay what they are.
            private static bool NeedsMove(Tensor tensor, ScalarType? dtype, Device? device, out ScalarType target)
            {
                target = dtype is { } wanted && (tensor.is_floating_point() || tensor.is_complex()) ? wanted : tensor.dtype;
                return target != tensor.dtype || (device is not null && !device.Equals(tensor.device));
            }
        }
    }

    public partial class Tensor
    {
        /// <summary>Replaces the storage (type, device, shape) while the tensor keeps its identity, as <c>.data =</c> does in Python.</summary>
        internal void TakeDataOf(Tensor source)
        {
            var trains = requires_grad;
            Native.Check(Native.engram_tensor_set_data(CheckedHandle("to"), source.CheckedHandle("to")), "to");
            GC.KeepAlive(source);
            sizes = null;
            place = null;
            type_ = null;
            if (trains != requires_grad)
                requires_grad_(trains);
        }
    }
}
