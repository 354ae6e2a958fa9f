using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adagrad (Duchi et al. 2011): the rate of each element falls with the sum of its squared gradients.</summary>
public class Adagrad : OptimizerHelper
{
    public Adagrad(IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
        : this([new ParamGroup(parameters, new Options())], lr, lr_decay, weight_decay, initial_accumulator_value, eps)
    {
    }

    public Adagrad(IEnumerable<ParamGroup> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
    {
        NotNegative((nameof(lr), lr), (nameof(lr_decay), lr_decay), (nameof(weight_decay), weight_decay), (nameof(initial_accumulator_value), initial_accumulator_value), (nameof(eps), eps));
        AddGroups(parameters, new Options { LearningRate = lr, lr_decay = lr_decay, weight_decay = weight_decay, initial_accumulator_value = initial_accumulator_value, eps = eps });
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void Update(Modules.ParamGroup group, Parameter[] parameters, Tensor[] gradients, OptimizerState[] states)
    {
        var o = (Options)group.Options;
        var g = o.weight_decay > 0 ? Foreach.Add(gradients, parameters, o.weight_decay.Value) : gradients;
        var sum = Slot(states, 0);
        Foreach.AddcmulInPlace_(sum, g, g, 1); // G = G + g²
        var denominator = Foreach.Sqrt(sum);
        Foreach.AddInPlace(denominator, o.eps!.Value);
        Foreach.AddcdivInPlace_(parameters, g, denominator, -group.LearningRate / (1 + ((states[0].step - 1) * o.lr_decay!.Value)));
    }

    public class Options : OptimizerOptions
    {
        public double? lr_decay;
        public double? weight_decay;
        public double? initial_accumulator_value;
        public double? eps;
    }

    public class ParamGroup : ParamGroup<Options>
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
            : base(parameters, new Options { LearningRate = lr, lr_decay = lr_decay, weight_decay = weight_decay, initial_accumulator_value = initial_accumulator_value, eps = eps })
        {
        }
    }

    /// <summary>The sum of squared gradients.</summary>
    public class State(Parameter parameter) : OptimizerState(parameter, 1)
    {
        public Tensor sum
        {
            get => this[0]!;
            set => this[0] = value;
        }

        public override void Initialize(OptimizerOptions options)
        {
            sum = Zeros().fill_(((Options)options).initial_accumulator_value ?? 0);
        }
    }
}
