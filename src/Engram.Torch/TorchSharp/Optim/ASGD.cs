using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Averaged stochastic gradient descent (Polyak and Juditsky 1992).</summary>
public class ASGD : OptimizerHelper
{
    public ASGD(IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false)
        : this([new ParamGroup<Options>(parameters, new Options())], lr, lambd, alpha, t0, weight_decay, maximize)
    {
    }

    public ASGD(IEnumerable<ParamGroup<Options>> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false)
    {
        NotNegative((nameof(lr), lr), (nameof(weight_decay), weight_decay));
        AddGroups(parameters, new Options { LearningRate = lr, lambd = lambd, alpha = alpha, t0 = t0, weight_decay = weight_decay, maximize = maximize });
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void Update(Modules.ParamGroup group, Parameter[] parameters, Tensor[] gradients, OptimizerState[] states)
    {
        var o = (Options)group.Options;
        var g = o.maximize == true ? Foreach.Neg(gradients) : gradients;
        if (o.weight_decay > 0)
            g = Foreach.Add(g, parameters, o.weight_decay.Value);
        var average = Slot(states, 0);
        var (eta, mu, step) = (states[0].Numbers[0], states[0].Numbers[1], states[0].step);
        Foreach.MulInPlace(parameters, 1 - (o.lambd!.Value * eta)); // θ = (1 - λη) θ - η g
        Foreach.AddInPlace(parameters, g, -eta);
        Foreach.MulInPlace(average, 1 - mu); // a = a + μ (θ - a)
        Foreach.AddInPlace(average, parameters, mu);
        foreach (var state in states)
        {
            state.Numbers[0] = group.LearningRate / Math.Pow(1 + (o.lambd.Value * group.LearningRate * step), o.alpha!.Value);
            state.Numbers[1] = 1 / Math.Max(1, step - o.t0!.Value);
        }
    }

    public class Options : OptimizerOptions
    {
        public double? lambd;
        public double? alpha;
        public double? t0;
        public double? weight_decay;
        public bool? maximize;
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

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0)
            : base(parameters, new Options { LearningRate = lr, lambd = lambd, alpha = alpha, t0 = t0, weight_decay = weight_decay })
        {
        }
    }

    /// <summary>The averaged parameter <c>ax</c>, the step size <c>eta</c> and the averaging weight <c>mu</c>.</summary>
    public class State(Parameter parameter) : OptimizerState(parameter, 1, 2)
    {
        public Tensor ax
        {
            get => this[0]!;
            set => this[0] = value;
        }

        public double eta
        {
            get => Numbers[0];
            set => Numbers[0] = value;
        }

        public double mu
        {
            get => Numbers[1];
            set => Numbers[1] = value;
        }

        public override void Initialize(OptimizerOptions options)
        {
            ax = Zeros();
            (eta, mu) = (options.LearningRate ?? 0, 1);
        }
    }
}
