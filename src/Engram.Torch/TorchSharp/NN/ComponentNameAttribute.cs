namespace TorchSharp.Utils;

/// <summary>Gives a module's field another name in state dictionaries.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
