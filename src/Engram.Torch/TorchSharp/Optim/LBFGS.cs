using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>
/// Limited-memory BFGS (Nocedal and Wright 2006, algorithm 7.4) with a fixed step length and no line search; one step makes up to
/// <c>max_iter</c> iterations and calls the closure for each.
/// </summary>
public class LBFGS : Optimizer, ILearningRateController
{
    private readonly Parameter[] parameters_;
    private readonly long iterations;
    private readonly long evaluations;
    private readonly double smallestGradient;
    private readonly double smallestChange;
    private readonly LBFGSMemory memory;
    private long taken;

    public double _rate;

    internal LBFGS(IEnumerable<Parameter> parameters, double lr, long max_iter, long? max_eval, double tolerange_grad, double tolerance_change, long history_size)
    {
        parameters_ = [.. parameters];
        if (parameters_.Length == 0)
            throw new ArgumentException("An optimiser got an empty list of parameters.", nameof(parameters));
        if (!(lr >= 0) || max_iter < 1 || history_size < 1)
            throw new ArgumentOutOfRangeException(nameof(lr), $"LBFGS: expected lr of at least 0 and max_iter and history_size of at least 1, got {lr}, {max_iter}, {history_size}.");
        _rate = lr;
        InitialLearningRate = lr;
        (iterations, evaluations) = (max_iter, max_eval ?? (max_iter * 5 / 4));
        (smallestGradient, smallestChange) = (tolerange_grad, tolerance_change);
        memory = new LBFGSMemory((int)Math.Min(history_size, int.MaxValue));
    }

    public double LearningRate
    {
        get => _rate;
        set => _rate = value;
    }

    public double InitialLearningRate { get; set; }

    public override IEnumerable<ILearningRateController> ParamGroups => [this];

    public override IEnumerable<Parameter> parameters() => parameters_;

    public override void add_param_group(ParamGroup param_group) =>
        throw new NotSupportedException("LBFGS has one group of parameters. Give all parameters when you make it.");

    public override void zero_grad()
    {
        foreach (var parameter in parameters_)
            parameter.grad = null;
    }

    /// <summary>Minimises the loss that <paramref name="closure"/> computes (and whose gradients it fills in).</summary>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="ArgumentNullException">There is no closure.</exception>
    public override Tensor? step(Func<Tensor>? closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        using var noGrad = no_grad();
        var first = Evaluate(closure, out var loss);
        using var scope = NewDisposeScope();
        var g = Gradient();
        if (Largest(g) <= smallestGradient)
            return first;
        var evaluated = 1L;
        for (var iteration = 1L; iteration <= iterations; iteration++)
        {
            var d = memory.Direction(g); // d = -H g
            var t = taken++ == 0 ? Math.Min(1, 1 / g.abs().sum().ToDouble()) * _rate : _rate;
            var slope = g.dot(d).ToDouble();
            if (slope > -smallestChange)
                break;
            Move(d, t);
            memory.Remember(d, t, g);
            if (iteration == iterations)
                break;
            var before = loss;
            Evaluate(closure, out loss).Dispose();
            g = Gradient();
            if (++evaluated >= evaluations || Largest(g) <= smallestGradient || Largest(d) * t <= smallestChange || Math.Abs(loss - before) < smallestChange)
                break;
        }

        return first;
    }

    private static double Largest(Tensor x) => x.abs().max().ToDouble();

    private static Tensor Evaluate(Func<Tensor> closure, out double loss)
    {
        using var _ = enable_grad();
        var result = closure();
        loss = result.ToDouble();
        return result;
    }

    private Tensor Gradient() => cat([.. parameters_.Select(p => p.grad is { } g ? g.reshape(-1) : zeros(p.NumberOfElements, p.dtype, p.device))]);

    private void Move(Tensor direction, double length)
    {
        long offset = 0;
        foreach (var parameter in parameters_)
        {
            parameter.add_(direction.narrow(0, offset, parameter.NumberOfElements).view_as(parameter), length);
            offset += parameter.NumberOfElements;
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        memory.Dispose();
    }
}
