using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients together so that their joint norm is at most <paramref name="max_norm"/>; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var gradients = tensors.Select(p => p.grad).OfType<Tensor>().ToList();
                if (gradients.Count == 0)
                    return 0;
                var total = double.IsPositiveInfinity(norm_type)
                    ? stack(gradients.Select(g => g.abs().max())).max().ToDouble()
                    : stack(gradients.Select(g => linalg.vector_norm(g, norm_type))).norm((float)norm_type).ToDouble();
                var scale = max_norm / (total + 1e-6);
                if (scale < 1)
                {
                    foreach (var gradient in gradients)
                        gradient.mul_(scale);
                }

                return total;
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var _ = no_grad();
                foreach (var parameter in tensors)
                {
                    using var gradient = parameter.grad;
                    gradient?.clamp_(-clip_value, clip_value);
                }
            }

            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors) => cat([.. tensors.Select(p => p.reshape(-1))]);

            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                long at = 0;
                foreach (var parameter in tensors)
                {
                    var length = parameter.NumberOfElements;
                    parameter.copy_(vec.narrow(0, at, length).reshape(parameter.shape));
                    at += length;
                }

                if (at != vec.NumberOfElements)
                    throw new ArgumentException($"vector_to_parameters: the parameters take {at} numbers, the vector has {vec.NumberOfElements}.", nameof(vec));
            }
        }
    }
}
