namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static class init
        {
            public enum FanInOut
            {
                FanIn = 0,
                FanOut = 1,
            }

            public enum NonlinearityType
            {
                Linear = 0,
                Conv1D = 1,
                Conv2D = 2,
                Conv3D = 3,
                ConvTranspose1D = 4,
                ConvTranspose2D = 5,
                ConvTranspose3D = 6,
                Sigmoid = 7,
                Tanh = 8,
                ReLU = 9,
                LeakyReLU = 10,
            }

            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
                _ => 1,
            };

            public static Tensor ones_(Tensor tensor) => Filled(tensor, t => t.fill_(1L));

            public static Tensor zeros_(Tensor tensor) => Filled(tensor, t => t.zero_());

            public static Tensor constant_(Tensor tensor, Scalar val) => Filled(tensor, t => t.fill_(val));

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null) => Filled(tensor, t => t.uniform_(low, high, generator));

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null) => Filled(tensor, t => t.normal_(mean, std, generator));

            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.Dimensions != 2)
                    throw new ArgumentException($"eye_: expected a matrix, got {tensor.Dimensions} dimensions.", nameof(tensor));
                return Filled(tensor, t => t.copy_(torch.eye(t.size(0), t.size(1), t.dtype, t.device)));
            }

            /// <summary>Kernels that give back their input: 1 in the middle of kernel i of channel i, 0 elsewhere.</summary>
            public static Tensor dirac_(Tensor tensor)
            {
                if (tensor.Dimensions is < 3 or > 5)
                    throw new ArgumentException($"dirac_: expected 3 to 5 dimensions, got {tensor.Dimensions}.", nameof(tensor));
                return Filled(tensor, t =>
                {
                    t.zero_();
                    var middle = t.shape[2..].Select(n => (TensorIndex)(n / 2)).ToArray();
                    for (long i = 0; i < Math.Min(t.size(0), t.size(1)); i++)
                        t[[i, i, .. middle]] = 1.0;
                });
            }

            /// <summary>A normal distribution cut to [a, b], by inverting its distribution function.</summary>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null) => Filled(tensor, t =>
            {
                using var scope = NewDisposeScope();
                using var limits = torch.tensor(new[] { (a - mean) / std, (b - mean) / std }).mul(1 / Math.Sqrt(2)).erf();
                var (low, high) = (limits[0].item<double>(), limits[1].item<double>());
                t.uniform_(low, high, generator).erfinv_().mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);
            });

            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                if (tensor.Dimensions < 2)
                    throw new ArgumentException($"orthogonal_: expected at least 2 dimensions, got {tensor.Dimensions}.", nameof(tensor));
                return Filled(tensor, t =>
                {
                    using var scope = NewDisposeScope();
                    var (rows, columns) = (t.size(0), t.NumberOfElements / t.size(0));
                    var flat = torch.randn(rows, columns, t.dtype, t.device);
                    if (rows < columns)
                        flat = flat.t();
                    var (q, r) = linalg.qr(flat);
                    q = q * r.diagonal().sign(); // makes the decomposition, and so the distribution, unique
                    t.copy_((rows < columns ? q.t() : q).reshape(t.shape).mul(gain));
                });
            }

            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01) => Filled(tensor, t =>
            {
                using var scope = NewDisposeScope();
                t.normal_(0, std);
                var zeros = (long)Math.Ceiling(sparsity * t.size(0));
                for (long column = 0; column < t.size(1); column++)
                {
                    using var rows = torch.randperm(t.size(0))[TensorIndex.Slice(0, zeros)];
                    t.index_put_(0L, [TensorIndex.Tensor(rows), column]);
                }
            });

            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3) * calculate_gain(nonlinearity, a) / Math.Sqrt(Fan(tensor, mode));
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, calculate_gain(nonlinearity, a) / Math.Sqrt(Fan(tensor, mode)));

            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var bound = Math.Sqrt(3) * gain * Math.Sqrt(2.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1) => xavier_uniform_(tensor, gain);

            public static Tensor xavier_normal_(Tensor tensor, double gain = 1)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
            }

            public static Tensor glorot_normal_(Tensor tensor, double gain = 1) => xavier_normal_(tensor, gain);

            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                if (tensor.Dimensions < 2)
                    throw new ArgumentException($"Fan in and fan out need at least 2 dimensions, got {tensor.Dimensions}.", nameof(tensor));
                var field = tensor.NumberOfElements / Math.Max(1, tensor.size(0) * tensor.size(1));
                return (tensor.size(1) * field, tensor.size(0) * field);
            }

            private static long Fan(Tensor tensor, FanInOut mode)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return mode == FanInOut.FanIn ? fanIn : fanOut;
            }

            private static Tensor Filled(Tensor tensor, Action<Tensor> fill)
            {
                using var _ = no_grad();
                fill(tensor);
                return tensor;
            }
        }
    }
}
