using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adadelta (Zeiler 2012): the step is the ratio of two running root mean squares, so that it carries the unit of the parameter.</summary>
public class Adadelta : OptimizerHelper
{
    public Adadelta(IEnumerable<Parameter> parameters, double lr, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
        : this([new ParamGroup(parameters, new Options())], lr, rho, eps, weight_decay, maximize)
    {
    }

    public Adadelta(IEnumerable<ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
    {
        NotNegative((nameof(lr), lr), (nameof(eps), eps), (nameof(weight_decay), weight_decay));
        BelowOne((nameof(rho), rho), inclusive: true);
        AddGroups(parameters, new Options { LearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize });
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void Update(Modules.ParamGroup group, Parameter[] parameters, Tensor[] gradients, OptimizerState[] states)
    {
        var o = (Options)group.Options;
        var g = o.maximize == true ? Foreach.Neg(gradients) : gradients;
        if (o.weight_decay > 0)
            g = Foreach.Add(g, parameters, o.weight_decay.Value);
        var square = Slot(states, 0);
        var change = Slot(states, 1);
        Foreach.MulInPlace(square, o.rho!.Value); // E[g²] = ρ E[g²] + (1 - ρ) g²
        Foreach.AddcmulInPlace_(square, g, g, 1 - o.rho.Value);
        var deviation = Foreach.Add(square, o.eps!.Value); // RMS[g]
        Foreach.SqrtInPlace(deviation);
        var delta = Foreach.Add(change, o.eps.Value); // Δ = RMS[Δ] / RMS[g] · g
        Foreach.SqrtInPlace(delta);
        Foreach.DivInPlace(delta, deviation);
        Foreach.MulInPlace(delta, g);
        Foreach.MulInPlace(change, o.rho.Value); // E[Δ²] = ρ E[Δ²] + (1 - ρ) Δ²
        Foreach.AddcmulInPlace_(change, delta, delta, 1 - o.rho.Value);
        Foreach.AddInPlace(parameters, delta, -group.LearningRate);
    }

    public class Options : OptimizerOptions
    {
        public double? rho;
        public double? eps;
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

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize })
        {
        }
    }

    /// <summary>Running means of the squared gradient and of the squared change.</summary>
    public class State(Parameter parameter) : OptimizerState(parameter, 2)
    {
        public Tensor square_avg
        {
            get => this[0]!;
            set => this[0] = value;
        }

        public Tensor acc_delta
        {
            get => this[1]!;
            set => this[1] = value;
        }

        public override void Initialize(OptimizerOptions options)
        {
            square_avg = Zeros();
            acc_delta = Zeros();
        }
    }
}
