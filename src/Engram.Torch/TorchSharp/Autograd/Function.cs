using System.Runtime.InteropServices;

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

                try
                {
                    if (context.Dirty.Exists(d => !outputs.Exists(o => ReferenceEquals(o, d))))
                        throw new InvalidOperationException($"{function.Name}: a tensor that is marked dirty must be one of the outputs.");

                    // An output that is an unchanged input must become a tensor of its own before history is set on it.
                    using var noGrad = no_grad();
                    for (var i = 0; i < outputs.Count; i++)
                    {
                        if (vars.Any(v => ReferenceEquals(v, outputs[i])) && !IsIn(context.Dirty, outputs[i]))
                            outputs[i] = outputs[i].alias();
                    }

                    Attach(function, context, vars, outputs);
                    return outputs;
                }
                finally
                {
                    context.Dispose();
                }
            }

            private static unsafe void Attach(Function<T> function, AutogradContext context, object[] vars, List<Tensor> outputs)
            {
                var inputs = Array.ConvertAll(vars, v => v is Tensor tensor ? tensor.CheckedHandle(function.Name) : 0);
                var differentiable = outputs.Where(o => !IsIn(context.NonDifferentiable, o)).ToList();
                var handles = differentiable.Select(o => o.CheckedHandle(function.Name)).ToArray();
                var changed = differentiable.Select(o => IsIn(context.Dirty, o)).ToArray();
                var saved = context.get_saved_variables().Select(t => t.CheckedHandle(function.Name)).ToArray();
                var isOutput = Array.ConvertAll(saved, h => handles.Contains(h));
                var node = new Node(function, context, [.. differentiable.Select(o => (o.shape, o.dtype, o.device))], function.Name);
                fixed (nint* ins = inputs, outs = handles, kept = saved)
                fixed (bool* changes = changed, keptOutputs = isOutput)
                {
                    Native.Check(
                        Native.engram_custom_function(function.Name, ins, inputs.Length, outs, changes, handles.Length, kept, keptOutputs, saved.Length, &Backward, &Release, GCHandle.ToIntPtr(GCHandle.Alloc(node))),
                        function.Name);
                }

                GC.KeepAlive(vars);
                GC.KeepAlive(outputs);
            }

            private static bool IsIn(List<Tensor> list, Tensor tensor) => list.Exists(t => ReferenceEquals(t, tensor));

            private sealed record Node(Function<T> Function, AutogradContext Context, (long[] Shape, ScalarType Type, Device Device)[] Outputs, string Name) : ICustomNode
            {
                public void Run(ReadOnlySpan<nint> gradients, ReadOnlySpan<nint> saved, Span<nint> results)
                {
                    using var scope = NewDisposeScope();
                    var given = new List<Tensor>();
                    foreach (var handle in gradients)
                        given.Add(handle == 0 ? null! : Tensor.FromHandle(handle));
                    var kept = new List<Tensor>();
                    foreach (var handle in saved)
                        kept.Add(handle == 0 ? null! : Tensor.FromHandle(handle));
                    for (var i = 0; i < given.Count && Context.MaterializeGrads; i++)
                    {
                        var (shape, type, device) = Outputs[i];
                        given[i] ??= zeros(shape, type, device);
                    }

                    List<Tensor?> found;
                    lock (Context) // two backward passes may come through the same node
                    {
                        Context.Restore(kept);
                        try
                        {
                            found = Function.RunBackward(Context, given);
                        }
                        finally
                        {
                            Context.HandOver();
                        }
                    }

                    if (found.Count != results.Length)
                        throw new InvalidOperationException($"{Name}: backward returned {found.Count} gradients for {results.Length} inputs; return null for an input without one.");
                    var owned = found.Select(t => t?.CheckedHandle(Name) ?? 0).ToArray();
                    for (var i = 0; i < results.Length; i++)
                        results[i] = owned[i] == 0 ? 0 : Native.engram_tensor_alias(owned[i]);
                    GC.KeepAlive(found);
                }
            }
        }

        private interface ICustomNode
        {
            void Run(ReadOnlySpan<nint> gradients, ReadOnlySpan<nint> saved, Span<nint> results);
        }

        [UnmanagedCallersOnly]
        private static unsafe int Backward(nint context, nint* gradients, int gradientCount, nint* saved, int savedCount, nint* results, int resultCount, byte** message)
        {
            try
            {
                var node = (ICustomNode)GCHandle.FromIntPtr(context).Target!;
                node.Run(new ReadOnlySpan<nint>(gradients, gradientCount), new ReadOnlySpan<nint>(saved, savedCount), new Span<nint>(results, resultCount));
                return 0;
            }
            catch (Exception error)
            {
                *message = CallbackError.Give(error);
                return -1;
            }
        }

        [UnmanagedCallersOnly]
        private static void Release(nint context) => GCHandle.FromIntPtr(context).Free();

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
