using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>RMSProp (Hinton 2012), optionally centred (Graves 2013).</summary>
public class RMSProp : OptimizerHelper, IMomentum
{
    public RMSProp(IEnumerable<Parameter> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParamGroup(parameters, new Options())], lr, alpha, eps, weight_decay, momentum, centered, maximize)
    {
    }

    public RMSProp(IEnumerable<ParamGroup> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
    {
        NotNegative((nameof(lr), lr), (nameof(alpha), alpha), (nameof(eps), eps), (nameof(weight_decay), weight_decay), (nameof(momentum), momentum));
        AddGroups(parameters, new Options { LearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum, centered = centered, maximize = maximize });
    }

    public double Momentum
    {
        get => ((IMomentum)ParamGroups.First()).Momentum;
        set => ((IMomentum)ParamGroups.First()).Momentum = value;
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void Update(Modules.ParamGroup group, Parameter[] parameters, Tensor[] gradients, OptimizerState[] states)
    {
        var o = (Options)group.Options;
        var g = o.maximize == true ? Foreach.Neg(gradients) : gradients;
        if (o.weight_decay > 0)
            g = Foreach.Add(g, parameters, o.weight_decay.Value);
        var square = Slot(states, 0);
        Foreach.MulInPlace(square, o.alpha!.Value); // v = α v + (1 - α) g²
        Foreach.AddcmulInPlace_(square, g, g, 1 - o.alpha.Value);
        Tensor[] deviation;
        if (o.centered == true)
        {
            var mean = Slot(states, 2);
            Foreach.MulInPlace(mean, o.alpha.Value);
            Foreach.AddInPlace(mean, g, 1 - o.alpha.Value);
            deviation = Foreach.Addcmul(square, mean, mean, -1); // v - ḡ²
            Foreach.SqrtInPlace(deviation);
        }
        else
        {
            deviation = Foreach.Sqrt(square);
        }

        Foreach.AddInPlace(deviation, o.eps!.Value);
        if (o.momentum > 0)
        {
            var buffer = Slot(states, 1);
            Foreach.MulInPlace(buffer, o.momentum.Value);
            Foreach.AddcdivInPlace_(buffer, g, deviation, 1);
            Foreach.AddInPlace(parameters, buffer, -group.LearningRate);
        }
        else
        {
            Foreach.AddcdivInPlace_(parameters, g, deviation, -group.LearningRate);
        }
    }

    public class Options : OptimizerOptions
    {
        public double? alpha;
        public double? eps;
        public double? weight_decay;
        public double? momentum;
        public bool? centered;
        public bool? maximize;
    }

    public class ParamGroup : ParamGroup<Options>, IMomentum
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double eps = 1e-8, double alpha = 0.99, double weight_decay = 0, double momentum = 0, bool centered = false)
            : base(parameters, new Options { LearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum, centered = centered })
        {
        }

        public double Momentum
        {
            get => Options.momentum ?? 0;
            set => Options.momentum = value;
        }
    }

    /// <summary>The running mean of squared gradients, the momentum buffer and, when centred, the mean gradient.</summary>
    public class State(Parameter parameter) : OptimizerState(parameter, 3)
    {
        public Tensor square_avg
        {
            get => this[0]!;
            set => this[0] = value;
        }

        public Tensor? momentum_buffer
        {
            get => this[1];
            set => this[1] = value;
        }

        public Tensor? grad_avg
        {
            get => this[2];
            set => this[2] = value;
        }

        public override void Initialize(OptimizerOptions options)
        {
            square_avg = Zeros();
        }
    }
}
