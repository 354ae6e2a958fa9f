using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent with momentum, as PyTorch defines it.</summary>
public class SGD : OptimizerHelper, IMomentum
{
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup(parameters, new Options())], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        NotNegative((nameof(lr), lr), (nameof(momentum), momentum), (nameof(weight_decay), weight_decay));
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new ArgumentException("SGD: nesterov needs a momentum above 0 and no dampening.", nameof(nesterov));
        AddGroups(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize });
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
        if (o.momentum > 0)
        {
            var isFirst = states[0].step == 1;
            var buffer = Slot(states, 0);
            Foreach.MulInPlace(buffer, isFirst ? 0 : o.momentum.Value);
            Foreach.AddInPlace(buffer, g, isFirst ? 1 : 1 - o.dampening!.Value);
            g = o.nesterov == true ? Foreach.Add(g, buffer, o.momentum.Value) : buffer;
        }

        Foreach.AddInPlace(parameters, g, -group.LearningRate);
    }

    public class Options : OptimizerOptions
    {
        public double? momentum;
        public double? dampening;
        public double? weight_decay;
        public bool? nesterov;
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

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize })
        {
        }

        public double Momentum
        {
            get => Options.momentum ?? 0;
            set => Options.momentum = value;
        }
    }

    /// <summary>The momentum buffer.</summary>
    public class State(Parameter parameter) : OptimizerState(parameter, 1)
    {
        public Tensor? momentum_buffer
        {
            get => this[0];
            set => this[0] = value;
        }
    }
}
