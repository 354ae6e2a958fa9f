namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator BatchNormOperator = new("aten::batch_norm");
            private static readonly Operator InstanceNormOperator = new("aten::instance_norm");

            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-05) =>
                NormaliseBy(BatchNormOperator, input, running_mean, running_var, weight, bias, training, momentum, eps);

            public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1, double eps = 1e-05) =>
                NormaliseBy(InstanceNormOperator, input, running_mean, running_var, weight, bias, use_input_stats, momentum, eps);

            /// <summary>x / (k + α/n Σ x²)^β, the sum over n neighbouring channels.</summary>
            public static Tensor local_response_norm(Tensor input, long size, double alpha = 0.0001, double beta = 0.75, double k = 1)
            {
                if (input.dim() < 3)
                    throw new ArgumentException($"local_response_norm: expected an input of at least 3 dimensions, got [{string.Join(", ", input.shape)}].", nameof(input));
                using var scope = NewDisposeScope();
                var sides = new long[2 * (input.dim() - 1)];
                (sides[^2], sides[^1]) = (size / 2, (size - 1) / 2);
                var neighbours = pad(input.square(), sides).unfold(1, size, 1).mean([-1L]);
                return (input / neighbours.mul(alpha).add(k).pow(beta)).MoveToOuterDisposeScope();
            }

            private static Tensor NormaliseBy(Operator op, Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight, Tensor? bias, bool fromInput, double momentum, double eps)
            {
                var call = new OperatorCall(op, stackalloc NativeValue[9]);
                call.Add(input);
                call.Add(weight);
                call.Add(bias);
                call.Add(running_mean);
                call.Add(running_var);
                call.Add(fromInput);
                call.Add(momentum);
                call.Add(eps);
                call.Add(true); // cudnn, where there is one
                var result = call.Invoke();
                GC.KeepAlive(input);
                GC.KeepAlive(weight);
                GC.KeepAlive(bias);
                GC.KeepAlive(running_mean);
                GC.KeepAlive(running_var);
                return result;
            }
        }
    }
}
