namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        /// <summary>p(x) = exp(θ · t(x) - A(θ) + k(x)), with natural parameters θ and log normalizer A.</summary>
        public abstract class ExponentialFamily : Distribution
        {
            protected ExponentialFamily(Generator? generator)
                : base(generator)
            {
            }

            /// <summary>θ.</summary>
            protected abstract IList<Tensor> NaturalParams { get; }

            /// <summary>E[k(x)].</summary>
            protected abstract Tensor MeanCarrierMeasure { get; }

            /// <summary>A(θ).</summary>
            protected abstract Tensor LogNormalizer(params Tensor[] parameters);

            /// <summary>H = A(θ) - θ · ∇A(θ) - E[k(x)]; the gradient is taken by autograd.</summary>
            public override Tensor entropy()
            {
                using var _ = enable_grad();
                Tensor[] theta = [.. NaturalParams.Select(p => p.requires_grad ? p : p.detach().requires_grad_())];
                var tracked = NaturalParams.Any(p => p.requires_grad);
                var normalizer = LogNormalizer(theta);
                var gradients = autograd.grad([normalizer.sum()], theta, create_graph: tracked);
                var result = normalizer - MeanCarrierMeasure;
                for (var i = 0; i < theta.Length; i++)
                    result = result - SumOverEvent(theta[i] * gradients[i]);
                return tracked ? result : result.detach();
            }

            private Tensor SumOverEvent(Tensor value) => transforms.Transform._sum_rightmost(value, value.shape.Length - batch_shape.Length);
        }
    }
}
