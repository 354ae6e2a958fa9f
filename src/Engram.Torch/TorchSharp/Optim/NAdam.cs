using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>NAdam (Dozat 2016): Adam with Nesterov momentum.</summary>
public class NAdam : OptimizerHelper, IBetas
{
    public NAdam(IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3)
        : this([new ParamGroup(parameters, new Options())], lr, beta1, beta2, eps, weight_decay, momentum_decay)
    {
    }

    public NAdam(IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3)
    {
        NotNegative((nameof(lr), lr), (nameof(eps), eps), (nameof(weight_decay), weight_decay), (nameof(momentum_decay), momentum_decay));
        BelowOne((nameof(beta1), beta1));
        BelowOne((nameof(beta2), beta2));
        AddGroups(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, momentum_decay = momentum_decay });
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
        double Momentum(long at) => o.beta1!.Value * (1 - (0.5 * Math.Pow(0.96, at * o.momentum_decay!.Value)));
        var (mu, next) = (Momentum(t), Momentum(t + 1)); // μ(t), μ(t+1)
        var product = states[0].Numbers[0] * mu; // Π μ
        foreach (var state in states)
            state.Numbers[0] = product;
        var (m, v) = (Slot(states, 0), Slot(states, 1));
        AdamStep.Moments(m, v, g, o.beta1!.Value, o.beta2!.Value);
        var denominator = Foreach.Sqrt(v); // sqrt(v̂) + ε
        Foreach.DivInPlace(denominator, Math.Sqrt(1 - Math.Pow(o.beta2.Value, t)));
        Foreach.AddInPlace(denominator, o.eps!.Value);
        Foreach.AddcdivInPlace_(parameters, g, denominator, -group.LearningRate * (1 - mu) / (1 - product));
        Foreach.AddcdivInPlace_(parameters, m, denominator, -group.LearningRate * next / (1 - (product * next)));
    }

    public class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? eps;
        public double? weight_decay;
        public double? momentum_decay;
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

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3)
            : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, momentum_decay = momentum_decay })
        {
        }

        public (double, double) Betas
        {
            get => (Options.beta1 ?? 0, Options.beta2 ?? 0);
            set => (Options.beta1, Options.beta2) = value;
        }
    }

    /// <summary>First and second moments and the product of the momenta so far.</summary>
    public class State(Parameter parameter) : OptimizerState(parameter, 2, 1)
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

        public double mu_product
        {
            get => Numbers[0];
            set => Numbers[0] = value;
        }

        public override void Initialize(OptimizerOptions options)
        {
            (exp_avg, exp_avg_sq) = (Zeros(), Zeros());
            mu_product = 1;
        }
    }
}
