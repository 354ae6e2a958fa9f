using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent with momentum, as PyTorch defines it.</summary>
public class SGD : OptimizerHelper, IMomentum
{
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup(parameters)], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        if (lr < 0 || momentum < 0 || weight_decay < 0)
            throw new ArgumentOutOfRangeException(nameof(lr), $"SGD: expected lr, momentum and weight_decay of at least 0, got {lr}, {momentum}, {weight_decay}.");
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new ArgumentException("SGD: nesterov needs a momentum above 0 and no dampening.", nameof(nesterov));
        foreach (var group in parameters)
        {
            var options = (Options)group.Options;
            options.LearningRate ??= lr;
            options.momentum ??= momentum;
            options.dampening ??= dampening;
            options.weight_decay ??= weight_decay;
            options.nesterov ??= nesterov;
            options.maximize ??= maximize;
            add_param_group(group);
        }
    }

    public double Momentum
    {
        get => ((Options)((Modules.ParamGroup)ParamGroups.First()).Options).momentum ?? 0;
        set => ((Options)((Modules.ParamGroup)ParamGroups.First()).Options).momentum = value;
    }

    private protected override void Update(Modules.ParamGroup group, Parameter[] parameters, Tensor[] gradients, long step)
    {
        var o = (Options)group.Options;
        var g = o.maximize == true ? Foreach.Neg(gradients) : gradients;
        if (o.weight_decay > 0)
            g = Foreach.Add(g, parameters, o.weight_decay.Value);
        if (o.momentum > 0)
        {
            var buffer = State("momentum_buffer", parameters);
            Foreach.MulInPlace(buffer, step == 1 ? 0 : o.momentum.Value);
            Foreach.AddInPlace(buffer, g, step == 1 ? 1 : 1 - o.dampening!.Value);
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

    public class ParamGroup(IEnumerable<Parameter> parameters, Options? options = null) : ParamGroup<Options>(parameters, options);
}
