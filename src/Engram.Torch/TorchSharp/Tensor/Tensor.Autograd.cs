using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Has(NativeMetadata.RequiresGrad);
            set => requires_grad_(value);
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            if (requires_grad || Has(NativeMetadata.RequiresGrad))
                Native.Check(Native.engram_tensor_set_requires_grad(CheckedHandle("requires_grad_"), requires_grad ? 1 : 0), "requires_grad_");
            GC.KeepAlive(this);
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => Native.Check(Native.engram_tensor_retain_grad(CheckedHandle("retain_grad")), "retain_grad");

        /// <summary>The gradient that the backward pass accumulated; <see langword="null"/> before one.</summary>
        public unsafe Tensor? grad
        {
            get
            {
                nint result;
                Native.Check(Native.engram_tensor_grad(CheckedHandle("grad"), &result), "grad");
                GC.KeepAlive(this);
                return result == 0 ? null : new Tensor(result, 0);
            }

            set
            {
                Native.Check(Native.engram_tensor_set_grad(CheckedHandle("grad"), value?.CheckedHandle("grad") ?? 0), "grad");
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        public void backward() => autograd.backward([this]);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>
        /// Calls <paramref name="hook"/> with the gradient when the backward pass computes it; what it returns replaces the
        /// gradient. An exception of the hook ends the backward pass, which throws it on.
        /// </summary>
        internal unsafe IDisposable register_hook(Func<Tensor, Tensor?> hook)
        {
            ArgumentNullException.ThrowIfNull(hook);
            var self = CheckedHandle("register_hook");
            uint id;
            Native.Check(Native.engram_hook_add(self, &RunHook, &ReleaseHook, GCHandle.ToIntPtr(GCHandle.Alloc(hook)), &id), "register_hook");
            return new GradientHook(this, id);
        }

        [UnmanagedCallersOnly]
        private static unsafe int RunHook(nint context, nint gradient, nint* replacement, byte** message)
        {
            try
            {
                if (gradient == 0)
                    return 0; // an undefined gradient stands for zero: there is nothing to look at
                var hook = (Func<Tensor, Tensor?>)GCHandle.FromIntPtr(context).Target!;
                using var given = FromHandle(gradient).DetachFromDisposeScope();
                if (hook(given) is { } replaced)
                    *replacement = Native.engram_tensor_alias(replaced.CheckedHandle("register_hook"));
                return 0;
            }
            catch (Exception error)
            {
                *message = CallbackError.Give(error);
                return -1;
            }
        }

        [UnmanagedCallersOnly]
        private static void ReleaseHook(nint context) => GCHandle.FromIntPtr(context).Free();

        private sealed class GradientHook(Tensor tensor, uint id) : IDisposable
        {
            private bool isRemoved;

            public void Dispose()
            {
                if (isRemoved || tensor.IsInvalid)
                    return;
                isRemoved = true;
                Native.Check(Native.engram_hook_remove(tensor.handle, id), "register_hook");
                GC.KeepAlive(tensor);
            }
        }
    }
}
