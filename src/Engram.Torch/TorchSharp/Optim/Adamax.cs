using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Adamax (Kingma and Ba 2015, section 7.1): Adam with the infinity norm in place of the second moment.</summary>
public class Adamax : OptimizerHelper, IBetas
{
    public Adamax(IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
        : this([new ParamGroup(parameters, new Options())], lr, beta1, beta2, eps, weight_decay)
    {
    }

    public Adamax(IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
    {
        NotNegative((nameof(lr), lr), (nameof(eps), eps), (nameof(weight_decay), weight_decay));
        BelowOne((nameof(beta1), beta1));
        BelowOne((nameof(beta2), beta2));
        AddGroups(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay });
    }

    public (double, double) Betas
    {
        get => ((IBetas)ParamGroups.First()).Betas;
        set => ((IBetas)ParamGroups.First()).Betas = value;
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void Update(Modules.ParamGroup group, Parameter[] parameters, Tensor[] gradients, OptimizerState[] states)
    {
        var o = (Options)group.Options;
        var g = o.weight_decay > 0 ? Foreach.Add(gradients, parameters, o.weight_decay.Value) : gradients;
        var (m, u) = (Slot(states, 0), Slot(states, 1));
        Foreach.MulInPlace(m, o.beta1!.Value); // m = β₁ m + (1 - β₁) g
        Foreach.AddInPlace(m, g, 1 - o.beta1.Value);
        Foreach.MulInPlace(u, o.beta2!.Value); // u = max(β₂ u, |g| + ε)
        var size = Foreach.Abs(g);
        Foreach.AddInPlace(size, o.eps!.Value);
        Foreach.MaximumInPlace_(u, size);
        Foreach.AddcdivInPlace_(parameters, m, u, -group.LearningRate / (1 - Math.Pow(o.beta1.Value, states[0].step)));
    }

    public class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? eps;
        public double? weight_decay;
    }

    public class ParamGroup : ParamGroup<Options>, IBetas
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
            : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay })
        {
        }

        public (double, double) Betas
        {
            get => (Options.beta1 ?? 0, Options.beta2 ?? 0);
            set => (Options.beta1, Options.beta2) = value;
        }
    }

    /// <summary>The first moment and the decaying infinity norm.</summary>
    public class State(Parameter parameter) : OptimizerState(parameter, 2)
    {
        public Tensor exp_avg
        {
            get => this[0]!;
            set => this[0] = value;
        }

        public Tensor exp_inf
        {
            get => this[1]!;
            set => this[1] = value;
        }

        public override void Initialize(OptimizerOptions options)
        {
            exp_avg = Zeros();
            exp_inf = Zeros();
        }
    }
}
