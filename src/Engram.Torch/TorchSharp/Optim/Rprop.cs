using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Resilient backpropagation (Riedmiller and Braun 1993): only the signs of the gradients count.</summary>
public class Rprop : OptimizerHelper
{
    public Rprop(IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false)
        : this([new ParamGroup(parameters, new Options())], lr, etaminus, etaplus, min_step, max_step, maximize)
    {
    }

    public Rprop(IEnumerable<ParamGroup> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false)
    {
        NotNegative((nameof(lr), lr));
        if (!(etaminus > 0 && etaminus < 1 && etaplus > 1))
            throw new ArgumentOutOfRangeException(nameof(etaminus), $"Rprop: expected 0 < etaminus < 1 < etaplus, got {etaminus} and {etaplus}.");
        AddGroups(parameters, new Options { LearningRate = lr, etaminus = etaminus, etaplus = etaplus, min_step = min_step, max_step = max_step, maximize = maximize });
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void Update(Modules.ParamGroup group, Parameter[] parameters, Tensor[] gradients, OptimizerState[] states)
    {
        var o = (Options)group.Options;
        var g = o.maximize == true ? Foreach.Neg(gradients) : gradients;
        var (previous, size) = (Slot(states, 0), Slot(states, 1));
        for (var i = 0; i < g.Length; i++)
        {
            var agreement = (g[i] * previous[i]).sign();
            var factor = ones_like(agreement).masked_fill_(agreement > 0, o.etaplus!.Value).masked_fill_(agreement < 0, o.etaminus!.Value);
            size[i].mul_(factor).clamp_(o.min_step!.Value, o.max_step!.Value);
            previous[i].copy_(g[i]).masked_fill_(agreement < 0, 0); // after a change of sign the element rests one step
            parameters[i].addcmul_(previous[i].sign(), size[i], -1);
        }
    }

    public class Options : OptimizerOptions
    {
        public double? etaminus;
        public double? etaplus;
        public double? min_step;
        public double? max_step;
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

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, etaminus = etaminus, etaplus = etaplus, min_step = min_step, max_step = max_step, maximize = maximize })
        {
        }
    }

    /// <summary>The previous gradient and the step size of each element.</summary>
    public class State(Parameter parameter) : OptimizerState(parameter, 2)
    {
        public Tensor prev
        {
            get => this[0]!;
            set => this[0] = value;
        }

        public Tensor step_size
        {
            get => this[1]!;
            set => this[1] = value;
        }

        public override void Initialize(OptimizerOptions options)
        {
            prev = Zeros();
            step_size = Zeros().fill_(options.LearningRate ?? 0);
        }
    }
}
