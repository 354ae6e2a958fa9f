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

        /// <summary>Calls <paramref name="hook"/> with the gradient when the backward pass computes it; what it returns replaces the gradient.</summary>
        internal unsafe IDisposable register_hook(Func<Tensor, Tensor?> hook)
        {
            var context = GCHandle.Alloc(hook);
            uint id;
            Native.Check(Native.engram_hook_add(CheckedHandle("register_hook"), &RunHook, GCHandle.ToIntPtr(context), &id), "register_hook");
            return new GradientHook(this, id, context);
        }

        [UnmanagedCallersOnly]
        private static nint RunHook(nint context, nint gradient)
        {
            try
            {
                var hook = (Func<Tensor, Tensor?>)GCHandle.FromIntPtr(context).Target!;
                using var given = new Tensor(gradient, 0);
                var replaced = hook(given);
                return replaced is null ? 0 : Native.engram_tensor_alias(replaced.handle);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // An exception must not cross native frames; a hook that fails leaves the gradient as it is, and says so.
                Console.Error.WriteLine($"A gradient hook failed and was ignored: {error.Message}");
                return 0;
            }
        }

        private sealed class GradientHook(Tensor tensor, uint id, GCHandle context) : IDisposable
        {
            private GCHandle context = context;

            public void Dispose()
            {
                if (!context.IsAllocated)
                    return;
                if (!tensor.IsInvalid)
                    _ = Native.engram_hook_remove(tensor.handle, id);
                context.Free();
            }
        }
    }
}
