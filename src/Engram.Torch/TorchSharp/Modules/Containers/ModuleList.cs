namespace TorchSharp.Modules;

/// <summary>Modules by index; each is registered under its index.</summary>
public class ModuleList<T> : MemberList<T>
    where T : torch.nn.Module
{
    public ModuleList(params T[] modules)
        : base("ModuleList") => extend(modules);

    public void append(params T[] parameters) => AddAll(parameters);

    public void extend(IEnumerable<T> modules) => AddAll(modules);

    private protected override void Forget() => ClearModules();

    private protected override void Register(string name, T member) => register_module(name, member);
}
