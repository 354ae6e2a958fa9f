namespace TorchSharp.Modules;

/// <summary>Parameters by name, in the order in which they came.</summary>
public class ParameterDict : NamedMembers<Parameter>
{
    public ParameterDict()
        : base("ParameterDict")
    {
    }

    private protected override void Forget() => ClearParameters();

    private protected override void Register(string name, Parameter member) => register_parameter(name, member);
}
