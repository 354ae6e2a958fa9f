using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba 2015), as PyTorch defines it: weight decay enters the gradient.</summary>
public class Adam : OptimizerHelper, IBetas
{
    public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup(parameters)], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public Adam(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        if (lr < 0 || eps < 0 || weight_decay < 0 || beta1 is < 0 or >= 1 || beta2 is < 0 or >= 1)
            throw new ArgumentOutOfRangeException(nameof(lr), $"Adam: expected lr, eps, weight_decay >= 0 and betas in [0, 1), got {lr}, {eps}, {weight_decay}, ({beta1}, {beta2}).");
        foreach (var group in parameters)
        {
            var options = (Options)group.Options;
            options.LearningRate ??= lr;
            options.beta1 ??= beta1;
            options.beta2 ??= beta2;
            options.eps ??= eps;
            options.weight_decay ??= weight_decay;
            options.amsgrad ??= amsgrad;
            options.maximize ??= maximize;
            add_param_group(group);
        }
    }

    public (double, double) Betas
    {
        get => First.Betas;
        set => First.Betas = value;
    }

    private ParamGroup First => (ParamGroup)ParamGroups.First();

    private protected override void Update(Modules.ParamGroup group, Parameter[] parameters, Tensor[] gradients, long step)
    {
        var o = (Options)group.Options;
        var g = o.maximize == true ? Foreach.Neg(gradients) : gradients;
        if (o.weight_decay > 0)
            g = Foreach.Add(g, parameters, o.weight_decay.Value);
        AdamStep.Apply(parameters, g, State("exp_avg", parameters), State("exp_avg_sq", parameters),
            o.amsgrad == true ? State("max_exp_avg_sq", parameters) : null, o, group.LearningRate, step);
    }

    public class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? weight_decay;
        public double? eps;
        public bool? amsgrad;
        public bool? maximize;
    }

    public class ParamGroup(IEnumerable<Parameter> parameters, Options? options = null) : ParamGroup<Options>(parameters, options), IBetas
    {
        public (double, double) Betas
        {
            get => (((Options)base.Options).beta1 ?? 0.9, ((Options)base.Options).beta2 ?? 0.999);
            set => (((Options)base.Options).beta1, ((Options)base.Options).beta2) = value;
        }
    }
}
