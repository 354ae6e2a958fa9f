namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        /// <summary>
        /// A probability distribution, or a batch of them: <see cref="batch_shape"/> counts the distributions,
        /// <see cref="event_shape"/> is the shape of one draw.
        /// </summary>
        public abstract partial class Distribution : IDisposable
        {
            protected const double euler_constant = 0.57721566490153286; // γ

            protected readonly Generator? generator;
            private readonly List<Tensor> owned = [];

            public Distribution(Generator? generator, long[]? batch_shape = null, long[]? event_shape = null)
            {
                this.generator = generator;
                _init(batch_shape ?? [], event_shape ?? []);
            }

            public Distribution(Generator? generator, Size batch_shape, Size? event_shape = null)
            {
                this.generator = generator;
                _init(batch_shape, event_shape);
            }

            public Size batch_shape { get; protected set; }

            public Size event_shape { get; protected set; }

            public abstract Tensor mean { get; }

            /// <summary>The most probable value.</summary>
            /// <exception cref="NotSupportedException">The distribution has no mode in closed form.</exception>
            public virtual Tensor mode => throw NoClosedForm("mode", "take the draw with the largest log_prob");

            public abstract Tensor variance { get; }

            public virtual Tensor stddev => variance.sqrt();

            protected void _init(Size? batch_shape = null, Size? event_shape = null)
            {
                this.batch_shape = batch_shape ?? Size.Empty;
                this.event_shape = event_shape ?? Size.Empty;
            }

            /// <summary>Draws without gradients, of shape <paramref name="sample_shape"/> + batch + event.</summary>
            public virtual Tensor sample(params long[] sample_shape)
            {
                using var _ = no_grad();
                return rsample(sample_shape).detach();
            }

            public Tensor sample(Size sample_shape) => sample(sample_shape.Shape);

            /// <summary>Draws through which gradients reach the parameters, where the distribution allows it.</summary>
            public abstract Tensor rsample(params long[] sample_shape);

            public Tensor rsample(Size sample_shape) => rsample(sample_shape.Shape);

            public abstract Tensor log_prob(Tensor value);

            /// <exception cref="NotSupportedException">The distribution has no entropy in closed form.</exception>
            public abstract Tensor entropy();

            /// <summary>A new distribution with another batch shape, whose parameters are views of this one's.</summary>
            /// <param name="batch_shape">The shape to expand to.</param>
            /// <param name="instance">Taken for source compatibility; the result is always a new instance.</param>
            public abstract Distribution expand(Size batch_shape, Distribution? instance = null);

            /// <exception cref="NotSupportedException">There is no closed form.</exception>
            public virtual Tensor cdf(Tensor value) => throw NoClosedForm("cdf", "count draws below the value");

            /// <exception cref="NotSupportedException">There is no closed form.</exception>
            public virtual Tensor icdf(Tensor value) => throw NoClosedForm("icdf", "take quantiles of draws");

            /// <exception cref="NotSupportedException">The support is not a finite set that all batch members share.</exception>
            public virtual Tensor enumerate_support(bool expand = true) => throw NoClosedForm("finite support", "use sample");

            public virtual Tensor perplexity() => entropy().exp();

            protected long[] ExtendedShape(params long[] sample_shape) => [.. sample_shape, .. batch_shape.Shape, .. event_shape.Shape];

            protected Tensor LogitsToProbs(Tensor logits, bool isBinary = false) => new Modules.Chances(logits, isLogits: true, isBinary).Probabilities;

            protected Tensor ProbsToLogits(Tensor probs, bool isBinary = false) => new Modules.Chances(probs, isLogits: false, isBinary).Logits;

            protected Tensor ClampProbs(Tensor probs) => Modules.Chances.Clamp(probs);

            // max(x, 0), whose gradient at 0 is one half
            protected Tensor ClampByZero(Tensor x) => (x.clamp_min(0) + x - x.clamp_max(0)) / 2;

            private protected NotSupportedException NoClosedForm(string what, string instead) =>
                new($"{GetType().Name} has no {what} in closed form: {instead}.");

            private protected NotSupportedException NoEntropy() => NoClosedForm("entropy", "estimate it with -log_prob(sample(n)).mean()");

            /// <summary>Keeps a parameter alive for as long as the distribution, whatever scope it was made in.</summary>
            private protected Tensor Own(Tensor tensor)
            {
                owned.Add(tensor.DetachFromDisposeScope());
                return tensor;
            }

            private protected Tensor[] Broadcast(params Tensor[] parameters)
            {
                var views = broadcast_tensors(parameters);
                return [.. views.Select(Own)];
            }

            /// <summary>Which of probabilities and logits was given; exactly one must be.</summary>
            private protected bool IsGivenLogits(Tensor? probs, Tensor? logits) => probs is null == logits is null
                ? throw new ArgumentException($"{GetType().Name}: expected either probabilities or logits, got {(probs is null ? "neither" : "both")}.")
                : logits is not null;

            /// <summary>A tensor that needs as many elements as the batch (and event) has; views are not copied.</summary>
            private protected static Tensor Expanded(Tensor tensor, Size batch, int eventDimensions = 0) =>
                tensor.expand([.. batch.Shape, .. tensor.shape[^eventDimensions..]]);

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                owned.ForEach(t => t.Dispose());
                owned.Clear();
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }
        }
    }
}
