namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What the forward pass of a custom function keeps for its backward pass.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> values = [];
            private List<Tensor> saved = [];

            public bool MaterializeGrads { get; private set; } = true;

            internal List<Tensor> Dirty { get; private set; } = [];

            internal List<Tensor> NonDifferentiable { get; private set; } = [];

            /// <summary>Keeps inputs, outputs or other tensors; changing one in place before the backward pass is an error there.</summary>
            public void save_for_backward(List<Tensor> tensors)
            {
                ArgumentNullException.ThrowIfNull(tensors);
                Forget();
                saved = [.. tensors.Select(t => t.Alias().DetachFromDisposeScope())];
            }

            public List<Tensor> get_saved_variables() => saved;

            // Between the two passes libtorch keeps them, which knows of changes in place and of the end of the graph.
            internal List<Tensor> HandOver()
            {
                var given = saved;
                saved = [];
                return given;
            }

            internal void Restore(List<Tensor> tensors) => saved = tensors;

            public void save_data(string key, object value) => values[key] = value;

            public object get_data(string key) => values.TryGetValue(key, out var value)
                ? value
                : throw new KeyNotFoundException($"The forward pass saved no '{key}'; it saved: {string.Join(", ", values.Keys)}.");

            public void mark_dirty(List<Tensor> tensors) => Dirty = tensors;

            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = tensors;

            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) => Forget();

            private void Forget()
            {
                foreach (var tensor in saved)
                    tensor.Dispose();
                saved = [];
            }
        }
    }
}
