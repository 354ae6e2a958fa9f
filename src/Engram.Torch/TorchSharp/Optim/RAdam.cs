using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>RAdam (Liu et al. 2020): Adam whose adaptive rate is rectified while its variance is not yet known.</summary>
public class RAdam : OptimizerHelper, IBetas
{
    public RAdam(IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
        : this([new ParamGroup(parameters, new Options())], lr, beta1, beta2, eps, weight_decay)
    {
    }

    public RAdam(IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
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
        var t = states[0].step;
        var (m, v) = (Slot(states, 0), Slot(states, 1));
        AdamStep.Moments(m, v, g, o.beta1!.Value, o.beta2!.Value);
        var (b1, b2) = (1 - Math.Pow(o.beta1.Value, t), 1 - Math.Pow(o.beta2.Value, t));
        var infinity = (2 / (1 - o.beta2.Value)) - 1; // ρ∞
        var rho = infinity - (2 * t * Math.Pow(o.beta2.Value, t) / b2); // ρ(t)
        if (rho <= 5)
        {
            Foreach.AddInPlace(parameters, m, -group.LearningRate / b1);
            return;
        }

        var rectification = Math.Sqrt((rho - 4) * (rho - 2) * infinity / ((infinity - 4) * (infinity - 2) * rho));
        var denominator = Foreach.Sqrt(v);
        Foreach.AddInPlace(denominator, o.eps!.Value);
        Foreach.AddcdivInPlace_(parameters, m, denominator, -group.LearningRate * rectification * Math.Sqrt(b2) / b1);
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

    /// <summary>First and second moments.</summary>
    public class State(Parameter parameter) : OptimizerState(parameter, 2)
    {
        public Tensor exp_avg
        {
            get => this[0]!;
            set => this[0] = value;
        }

        public Tensor exp_avg_sq
        {
            get => this[1]!;
            set => this[1] = value;
        }

        public override void Initialize(OptimizerOptions options)
        {
            exp_avg = Zeros();
            exp_avg_sq = Zeros();
        }
    }
}
