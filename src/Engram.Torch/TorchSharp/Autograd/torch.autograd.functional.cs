namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public static class functional
        {
            /// <summary>The Jacobian d f(x) / d x, of shape [output sizes, input sizes].</summary>
            public static Tensor jacobian(Func<Tensor, Tensor> function, Tensor inputs) =>
                Jacobians(x => [function(x[0])], [inputs]).First();

            public static IEnumerable<Tensor> jacobian(Func<Tensor, Tensor[]> function, Tensor inputs) =>
                Jacobians(x => function(x[0]), [inputs]);

            public static IEnumerable<Tensor> jacobian(Func<Tensor[], Tensor> function, params Tensor[] inputs) =>
                Jacobians(x => [function(x)], inputs);

            public static IEnumerable<Tensor> jacobian(Func<Tensor[], Tensor[]> function, params Tensor[] inputs) =>
                Jacobians(function, inputs);

            // One backward pass for each output element; outputs first, inputs second.
            private static List<Tensor> Jacobians(Func<Tensor[], Tensor[]> function, Tensor[] inputs)
            {
                var variables = Array.ConvertAll(inputs, input => input.detach().requires_grad_());
                var result = new List<Tensor>();
                foreach (var output in function(variables))
                {
                    using var flat = output.reshape(-1);
                    var rows = new List<IList<Tensor>>();
                    for (long i = 0; i < flat.NumberOfElements; i++)
                        rows.Add(grad([flat[i]], variables, retain_graph: true, allow_unused: true));
                    for (var k = 0; k < variables.Length; k++)
                    {
                        var column = rows.Select(row => row[k] ?? zeros_like(variables[k]));
                        result.Add(stack(column).reshape([.. output.shape, .. variables[k].shape]));
                    }
                }

                return result;
            }
        }
    }
}
