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
