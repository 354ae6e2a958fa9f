namespace TorchSharp.Modules;

/// <summary>A module of 2 inputs without parameters: moving it or changing its type does nothing, and nothing can be registered on it.</summary>
public abstract class ParameterLessModule<T1, T2, TResult> : torch.nn.Module<T1, T2, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name)
        : base(name)
    {
    }
}
