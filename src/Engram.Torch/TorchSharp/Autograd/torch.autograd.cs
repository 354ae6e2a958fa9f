namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>The gradients of the sum of <paramref name="outputs"/> with respect to each input, without touching <c>.grad</c>.</summary>
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var of = Handles(outputs, "autograd.grad");
            var with = Handles(inputs, "autograd.grad");
            var given = Gradients(outputs, grad_outputs, "autograd.grad");
            var results = new NativeValue[with.Length];
            fixed (nint* outs = of, ins = with, grads = given)
            fixed (NativeValue* found = results)
                Native.Check(Native.engram_grad(outs, of.Length, ins, with.Length, grads, given.Length, retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, found), "autograd.grad");
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Array.ConvertAll(results, value => Tensor.FromNative(value));
        }

        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            var of = Handles(tensors, "backward");
            var given = Gradients(tensors, grad_tensors, "backward");
            var into = inputs is null ? [] : Handles(inputs, "backward");
            fixed (nint* outs = of, grads = given, ins = into)
                Native.Check(Native.engram_backward(outs, of.Length, grads, given.Length, (retain_graph ?? create_graph) ? 1 : 0, create_graph ? 1 : 0, ins, into.Length), "backward");
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);

        private static nint[] Handles(IList<Tensor> tensors, string operation)
        {
            var handles = new nint[tensors.Count];
            for (var i = 0; i < handles.Length; i++)
                handles[i] = (tensors[i] ?? throw new ArgumentNullException(nameof(tensors), $"{operation}: tensor {i} is null.")).CheckedHandle(operation);
            return handles;
        }

        // An absent gradient of a scalar output is 1; libtorch fills it in where the handle is null.
        private static nint[] Gradients(IList<Tensor> outputs, IList<Tensor>? gradients, string operation)
        {
            if (gradients is null)
                return [];
            if (gradients.Count != outputs.Count)
                throw new ArgumentException($"{operation}: expected one gradient for each of {outputs.Count} outputs, got {gradients.Count}.");
            var handles = new nint[gradients.Count];
            for (var i = 0; i < handles.Length; i++)
                handles[i] = gradients[i]?.CheckedHandle(operation) ?? 0;
            return handles;
        }
    }
}
