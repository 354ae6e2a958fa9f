namespace TorchSharp.Modules;

/// <summary>Parameters by index; each is registered under its index.</summary>
public class ParameterList : MemberList<Parameter>
{
    public ParameterList(params Parameter[] parameters)
        : base("ParameterList") => extend(parameters);

    public void append(params Parameter[] parameters) => AddAll(parameters);

    public void extend(IEnumerable<Parameter> parameters) => AddAll(parameters);

    private protected override void Forget() => ClearParameters();

    private protected override void Register(string name, Parameter member) => register_parameter(name, member);
}
