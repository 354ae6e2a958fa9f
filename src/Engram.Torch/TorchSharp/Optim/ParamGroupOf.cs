namespace TorchSharp.Modules;

/// <summary>Parameters that are trained with the same settings of one optimiser's own kind.</summary>
public class ParamGroup<TOptions>(IEnumerable<Parameter> parameters, TOptions? options = null) : ParamGroup(parameters, options ?? new TOptions())
    where TOptions : OptimizerOptions, new()
{
    public ParamGroup()
        : this([])
    {
    }

    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
