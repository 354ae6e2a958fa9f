namespace TorchSharp.Modules;

/// <summary>Modules by name, in the order in which they came.</summary>
public class ModuleDict<T> : NamedMembers<T>
    where T : torch.nn.Module
{
    public ModuleDict()
        : base("ModuleDict")
    {
    }

    private protected override void Forget() => ClearModules();

    private protected override void Register(string name, T member) => register_module(name, member);
}
