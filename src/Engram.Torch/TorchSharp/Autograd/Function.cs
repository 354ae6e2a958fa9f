using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>A function whose forward and backward passes are written in C#. Derive from one of its two subclasses.</summary>
        public abstract class Function<T>
            where T : Function<T>, new()
        {
            public abstract string Name { get; }

            internal abstract List<Tensor> RunForward(AutogradContext ctx, object[] vars);

            internal abstract List<Tensor?> RunBackward(AutogradContext ctx, List<Tensor> gradients);

            public static List<Tensor> apply_internal(params object[] vars)
            {
                var function = new T();
                var context = new AutogradContext();
                List<Tensor> outputs;
                using (no_grad())
                    outputs = function.RunForward(context, vars);

                var isTracked = is_grad_enabled() && vars.Any(v => v is Tensor { requires_grad: true });
                if (!isTracked)
                {
                    context.Dispose();
                    return outputs;
                }

                // An output that is an input itself must become a tensor of its own before history is set on it.
                for (var i = 0; i < outputs.Count; i++)
                {
                    if (vars.Any(v => ReferenceEquals(v, outputs[i])) && !context.Dirty.Contains(outputs[i]))
                        outputs[i] = outputs[i].alias();
                }

                Attach(function, context, vars, outputs);
                return outputs;
            }

            private static unsafe void Attach(Function<T> function, AutogradContext context, object[] vars, List<Tensor> outputs)
            {
                var inputs = Array.ConvertAll(vars, v => v is Tensor tensor ? tensor.CheckedHandle(function.Name) : 0);
                var differentiable = outputs.Where(o => !context.NonDifferentiable.Contains(o)).ToList();
                var node = new Node(function, context, [.. differentiable.Select(o => (o.shape, o.dtype, o.device))], function.Name);
                var handles = differentiable.Select(o => o.CheckedHandle(function.Name)).ToArray();
                var pinned = GCHandle.Alloc(node);
                fixed (nint* ins = inputs, outs = handles)
                    Native.Check(Native.engram_custom_function(ins, inputs.Length, outs, handles.Length, &Backward, &Release, GCHandle.ToIntPtr(pinned)), function.Name);
                GC.KeepAlive(vars);
                GC.KeepAlive(outputs);
            }

            private sealed record Node(Function<T> Function, AutogradContext Context, (long[] Shape, ScalarType Type, Device Device)[] Outputs, string Name) : ICustomNode
            {
                public void Run(ReadOnlySpan<nint> gradients, Span<nint> results)
                {
                    using var scope = NewDisposeScope();
                    var given = new List<Tensor>();
                    for (var i = 0; i < gradients.Length; i++)
                    {
                        var (shape, type, device) = Outputs[i];
                        given.Add(gradients[i] != 0 ? Tensor.UnsafeCreateTensor(gradients[i]) : Context.MaterializeGrads ? zeros(shape, type, device) : null!);
                    }

                    var found = Function.RunBackward(Context, given);
                    if (found.Count != results.Length)
                        throw new InvalidOperationException($"{Name}: backward returned {found.Count} gradients for {results.Length} inputs; return null for an input without one.");
                    for (var i = 0; i < results.Length; i++)
                        results[i] = found[i] is { } tensor ? Native.engram_tensor_alias(tensor.CheckedHandle(Name)) : 0;
                    GC.KeepAlive(found);
                }

                public void Free() => Context.Dispose();
            }
        }

        private interface ICustomNode
        {
            void Run(ReadOnlySpan<nint> gradients, Span<nint> results);

            void Free();
        }

        [UnmanagedCallersOnly]
        private static unsafe int Backward(nint context, nint* gradients, int gradientCount, nint* results, int resultCount, byte** message)
        {
            try
            {
                var node = (ICustomNode)GCHandle.FromIntPtr(context).Target!;
                node.Run(new ReadOnlySpan<nint>(gradients, gradientCount), new Span<nint>(results, resultCount));
                return 0;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // The exception crosses the native frames of the backward pass as text and is thrown anew on the other side.
                var bytes = Encoding.UTF8.GetBytes(error.Message + "\0");
                var copy = (byte*)NativeMemory.Alloc((nuint)bytes.Length);
                bytes.CopyTo(new Span<byte>(copy, bytes.Length));
                *message = copy;
                return -1;
            }
        }

        [UnmanagedCallersOnly]
        private static void Release(nint context)
        {
            var handle = GCHandle.FromIntPtr(context);
            ((ICustomNode)handle.Target!).Free();
            handle.Free();
        }

        public abstract class SingleTensorFunction<T> : Function<T>
            where T : SingleTensorFunction<T>, new()
        {
            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal override List<Tensor> RunForward(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            internal override List<Tensor?> RunBackward(AutogradContext ctx, List<Tensor> gradients) => [.. backward(ctx, gradients[0])];
        }

        public abstract class MultiTensorFunction<T> : Function<T>
            where T : MultiTensorFunction<T>, new()
        {
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal override List<Tensor> RunForward(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            internal override List<Tensor?> RunBackward(AutogradContext ctx, List<Tensor> gradients) => [.. backward(ctx, gradients)];
        }
    }
}
