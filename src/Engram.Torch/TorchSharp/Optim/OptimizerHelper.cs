using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What all optimisers share: groups, gradients, state.</summary>
public abstract partial class OptimizerHelper : Optimizer
{
    private readonly List<ParamGroup> groups = [];
    private readonly Dictionary<Parameter, OptimizerState> states = new(ReferenceEqualityComparer.Instance);
    private OptimizerOptions defaults = new();

    public override IEnumerable<ILearningRateController> ParamGroups => groups;

    public override IEnumerable<Parameter> parameters() => groups.SelectMany(g => g.Parameters);

    /// <summary>Adds parameters with settings of their own; what the group leaves unset it takes from the optimiser.</summary>
    /// <exception cref="ArgumentException">The group is empty, of another optimiser's kind, or shares a parameter with another.</exception>
    public override void add_param_group(ParamGroup param_group)
    {
        var list = param_group.Parameters.ToList();
        if (list.Count == 0)
            throw new ArgumentException("An optimiser got an empty list of parameters.", nameof(param_group));
        if (list.Distinct<Parameter>(ReferenceEqualityComparer.Instance).Count() != list.Count || list.Exists(states.ContainsKey))
            throw new ArgumentException("A parameter is in more than one group, or twice in one.", nameof(param_group));
        param_group.Options.TakeUnsetFrom(defaults);
        param_group.Parameters = list;
        if (param_group.Options.InitialLearningRate == 0)
            param_group.Options.InitialLearningRate = param_group.LearningRate;
        foreach (var parameter in list)
        {
            states[parameter] = NewState(parameter);
            states[parameter].Initialize(param_group.Options);
        }

        groups.Add(param_group);
    }

    public override void zero_grad()
    {
        foreach (var parameter in parameters())
            parameter.grad = null;
    }

    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(Update, closure);

    /// <summary>Evaluates the loss, if there is one, then runs <paramref name="body"/> on each group without recording gradients.</summary>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null)
        where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var _ = enable_grad();
            loss = loss_closure();
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in groups)
            body((T)group);
        return loss;
    }

    private protected abstract OptimizerState NewState(Parameter parameter);

    private protected abstract void Update(ParamGroup group, Parameter[] parameters, Tensor[] gradients, OptimizerState[] states);

    private protected void AddGroups(IEnumerable<ParamGroup> parameters, OptimizerOptions defaults)
    {
        this.defaults = defaults;
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>One state tensor of each parameter, made of zeros where it does not exist yet.</summary>
    private protected static Tensor[] Slot(OptimizerState[] states, int slot) => Array.ConvertAll(states, s => s[slot] ??= s.Zeros());

    private protected void NotNegative(params ReadOnlySpan<(string Name, double Value)> settings)
    {
        foreach (var (name, value) in settings)
        {
            if (!(value >= 0))
                throw new ArgumentOutOfRangeException(name, value, $"{GetType().Name}: expected {name} of at least 0, got {value}.");
        }
    }

    private protected void BelowOne((string Name, double Value) setting, bool inclusive = false)
    {
        var (name, value) = setting;
        if (!(value >= 0 && (value < 1 || (inclusive && value == 1))))
            throw new ArgumentOutOfRangeException(name, value, $"{GetType().Name}: expected {name} in [0, 1{(inclusive ? "]" : ")")}, got {value}.");
    }

    // Parameters whose gradient is absent are passed over; those whose counters agree go together, so that one fused kernel
    // call updates them all.
    private void Update(ParamGroup group)
    {
        var ready = new List<(Parameter Parameter, Tensor Gradient, OptimizerState State)>();
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            var state = states[parameter];
            state.step++;
            ready.Add((parameter, gradient, state));
        }

        foreach (var together in ready.GroupBy(r => r.State.Counters))
            Update(group, [.. together.Select(r => r.Parameter)], [.. together.Select(r => r.Gradient)], [.. together.Select(r => r.State)]);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (var state in states.Values)
            state.Dispose();
        states.Clear();
        groups.Clear();
    }
}
