namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator NllLoss = new("aten::nll_loss_nd");
            private static readonly Operator MultilabelMargin = new("aten::multilabel_margin_loss");
            private static readonly Operator TripletMargin = new("aten::triplet_margin_loss");

            /// <summary>-log p of the target class. Input [batch, class, …], target [batch, …].</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                var call = new OperatorCall(NllLoss, stackalloc NativeValue[5]);
                call.Add(input);
                call.Add(target);
                call.Add(weight);
                call.Add((long)reduction);
                call.Add(-100L); // the class that is passed over
                var result = call.Invoke();
                GC.KeepAlive(input);
                GC.KeepAlive(target);
                GC.KeepAlive(weight);
                return result;
            }

            /// <summary>Σ max(0, 1 - (x_target - x_other)) / classes; a row of targets ends at its first -1.</summary>
            public static Tensor multi_label_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
            {
                var call = new OperatorCall(MultilabelMargin, stackalloc NativeValue[3]);
                call.Add(input);
                call.Add(target);
                call.Add((long)reduction);
                var result = call.Invoke();
                GC.KeepAlive(input);
                GC.KeepAlive(target);
                return result;
            }

            /// <summary>-mean over classes of y log σ(x) + (1 - y) log σ(-x).</summary>
            public static Tensor multilabel_soft_margin_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                var loss = -(target * input.log_sigmoid() + (1 - target) * (-input).log_sigmoid());
                if (weight is not null)
                    loss = loss * weight;
                return Reduced(loss.mean([-1L]), reduction).MoveToOuterDisposeScope();
            }

            /// <summary>½ (log σ² + (x - y)² / σ²), with σ² at least eps; <paramref name="full"/> adds ½ log 2π.</summary>
            /// <exception cref="ArgumentException">A negative variance, or one whose shape fits neither the input nor the input without its last dimension.</exception>
            public static Tensor gaussian_nll_loss(Tensor input, Tensor target, Tensor variance, bool full = false, float eps = 1e-6f, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                var spread = variance;
                if (!variance.shape.AsSpan().SequenceEqual(input.shape))
                {
                    if (variance.shape.AsSpan().SequenceEqual(input.shape.AsSpan()[..^1]))
                        spread = variance.unsqueeze(-1);
                    else if (variance.dim() != input.dim() || variance.size(-1) != 1 || !variance.shape.AsSpan()[..^1].SequenceEqual(input.shape.AsSpan()[..^1]))
                        throw new ArgumentException($"gaussian_nll_loss: the variance [{string.Join(", ", variance.shape)}] does not fit the input [{string.Join(", ", input.shape)}].", nameof(variance));
                }

                if ((spread < 0).any().ToBoolean())
                    throw new ArgumentException("gaussian_nll_loss: expected variances of at least 0, got a negative one.", nameof(variance));

                // The bound guards the value only: the gradient passes as if there were none.
                spread = spread.clone();
                using (no_grad())
                    spread.clamp_min_(eps);
                var loss = 0.5 * (spread.log() + (input - target).square() / spread);
                if (full)
                    loss = loss + 0.5 * Math.Log(2 * Math.PI);
                return Reduced(loss, reduction).MoveToOuterDisposeScope();
            }

            /// <summary>max(0, d(a, p) - d(a, n) + margin) with the p-norm as distance.</summary>
            public static Tensor triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, double margin = 1.0, long p = 2, double eps = 1e-06, bool swap = false, Reduction reduction = Reduction.Mean)
            {
                var call = new OperatorCall(TripletMargin, stackalloc NativeValue[8]);
                call.Add(anchor);
                call.Add(positive);
                call.Add(negative);
                call.Add(margin);
                call.Add((double)p);
                call.Add(eps);
                call.Add(swap);
                call.Add((long)reduction);
                var result = call.Invoke();
                GC.KeepAlive(anchor);
                GC.KeepAlive(positive);
                GC.KeepAlive(negative);
                return result;
            }

            /// <summary>max(0, d(a, p) - d(a, n) + margin) with a distance of one's own; swap takes the smaller of d(a, n) and d(p, n).</summary>
            public static Tensor triplet_margin_with_distance_loss(Tensor anchor, Tensor positive, Tensor negative, Func<Tensor, Tensor, Tensor>? distance = null, double margin = 1.0, bool swap = false, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                distance ??= (a, b) => pairwise_distance(a, b);
                var apart = distance(anchor, negative);
                if (swap)
                    apart = apart.minimum(distance(positive, negative));
                return Reduced((distance(anchor, positive) - apart + margin).clamp_min(0), reduction).MoveToOuterDisposeScope();
            }

            private static Tensor Reduced(Tensor loss, Reduction reduction) => reduction switch
            {
                Reduction.Mean => loss.mean(),
                Reduction.Sum => loss.sum(),
                _ => loss,
            };
        }
    }
}
