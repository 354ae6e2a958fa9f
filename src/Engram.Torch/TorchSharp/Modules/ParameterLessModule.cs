namespace TorchSharp.Modules;

/// <summary>A module without parameters: moving it or changing its type does nothing.</summary>
public abstract class ParameterLessModule<T1, TResult> : torch.nn.Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name)
        : base(name)
    {
    }

    public override void register_buffer(string name, torch.Tensor? tensor, bool persistent = true) => throw Refuse(name);

    public override void register_parameter(string name, Parameter? param) => throw Refuse(name);

    public override void register_module(string name, torch.nn.Module? submodule) => throw Refuse(name);

    private InvalidOperationException Refuse(string name) => new($"{GetName()} holds no parameters, buffers or modules; '{name}' cannot be registered on it.");
}
