using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What all optimisers share: groups, gradients, state.</summary>
public abstract class OptimizerHelper : Optimizer
{
    private readonly List<ParamGroup> groups = [];
    private readonly Dictionary<Parameter, Dictionary<string, Tensor>> states = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Parameter, long> steps = new(ReferenceEqualityComparer.Instance);

    public override IEnumerable<ILearningRateController> ParamGroups => groups;

    public override IEnumerable<Parameter> parameters() => groups.SelectMany(g => g.Parameters);

    public override void add_param_group(ParamGroup param_group)
    {
        var list = param_group.Parameters.ToList();
        if (list.Count == 0)
            throw new ArgumentException("An optimiser got an empty list of parameters.", nameof(param_group));
        if (list.Exists(p => groups.Any(g => g.Parameters.Contains(p, ReferenceEqualityComparer.Instance))))
            throw new ArgumentException("A parameter is in more than one group.", nameof(param_group));
        param_group.Parameters = list;
        if (param_group.Options.InitialLearningRate == 0)
            param_group.Options.InitialLearningRate = param_group.LearningRate;
        groups.Add(param_group);
    }

    public override void zero_grad()
    {
        foreach (var parameter in parameters())
            parameter.grad = null;
    }

    public override Tensor? step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using var _ = enable_grad();
            loss = closure();
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in groups)
            Update(group);
        return loss;
    }

    private protected abstract void Update(ParamGroup group, Parameter[] parameters, Tensor[] gradients, long step);

    /// <summary>A state tensor of a parameter, made of zeros at its first use.</summary>
    private protected Tensor[] State(string name, Parameter[] of)
    {
        var result = new Tensor[of.Length];
        for (var i = 0; i < of.Length; i++)
        {
            if (!states.TryGetValue(of[i], out var state))
                states[of[i]] = state = [];
            if (!state.TryGetValue(name, out var tensor))
                state[name] = tensor = of[i].detach().zeros_like().DetachFromDisposeScope();
            result[i] = tensor;
        }

        return result;
    }

    // Parameters whose gradient is absent are passed over; those that have taken the same number of steps go together, so that
    // one fused kernel call updates them all.
    private void Update(ParamGroup group)
    {
        var ready = new List<(Parameter Parameter, Tensor Gradient, long Step)>();
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is { } gradient)
                ready.Add((parameter, gradient, steps[parameter] = steps.GetValueOrDefault(parameter) + 1));
        }

        foreach (var together in ready.GroupBy(r => r.Step))
            Update(group, [.. together.Select(r => r.Parameter)], [.. together.Select(r => r.Gradient)], together.Key);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (var tensor in states.Values.SelectMany(s => s.Values))
            tensor.Dispose();
        states.Clear();
    }
}
