using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>The weight and bias of a convolution that does what the convolution and the batch normalisation after it do in evaluation.</summary>
            public static (Parameter weight, Parameter bias) fuse_conv_bn_weights(Tensor conv_w, Tensor? conv_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor? bn_w, Tensor? bn_b, bool transpose = false)
            {
                var shape = new long[conv_w.dim()];
                Array.Fill(shape, 1);
                shape[transpose ? 1 : 0] = -1;
                return Fuse(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, shape);
            }

            /// <summary>The weight and bias of a linear layer that does what the layer and the batch normalisation after it do in evaluation.</summary>
            public static (Parameter weight, Parameter bias) fuse_linear_bn_weights(Tensor linear_w, Tensor? linear_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor bn_w, Tensor bn_b) =>
                Fuse(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, [-1, 1]);

            /// <summary>One layer for two.</summary>
            /// <exception cref="ArgumentException">A module is in training, or the normalisation keeps no running estimates.</exception>
            public static Linear fuse_linear_bn_eval(Linear linear, BatchNorm bn)
            {
                if (linear.training || bn.training || bn.running_mean is null || bn.running_var is null)
                    throw new ArgumentException("fuse_linear_bn_eval: expected both modules in evaluation and running estimates in the normalisation; call eval() on them.", nameof(bn));
                var (weight, bias) = Fuse(linear.weight, linear.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias, [-1, 1]);
                var fused = new Linear(weight, bias);
                fused.eval();
                return fused;
            }

            // γ (W x + b - μ) / sqrt(σ² + ε) + β, as one W and one b
            private static (Parameter, Parameter) Fuse(Tensor weight, Tensor? bias, Tensor mean, Tensor variance, double eps, Tensor? gain, Tensor? shift, long[] channels)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var scale = (variance + eps).rsqrt();
                if (gain is not null)
                    scale = scale * gain;
                var moved = (bias is null ? -mean : bias - mean) * scale;
                if (shift is not null)
                    moved = moved + shift;
                var fusedWeight = new Parameter((weight * scale.reshape(channels)).to(weight.dtype), weight.requires_grad);
                var fusedBias = new Parameter(moved.to(weight.dtype), (bias ?? weight).requires_grad);
                fusedWeight.MoveToOuterDisposeScope();
                fusedBias.MoveToOuterDisposeScope();
                return (fusedWeight, fusedBias);
            }
        }
    }
}
