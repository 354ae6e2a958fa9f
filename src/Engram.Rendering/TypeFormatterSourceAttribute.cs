namespace Engram.Rendering;

/// <summary>
/// Found by its name by .NET Interactive and by Engram's notebook engine: says which class makes a type's formatters. No
/// reference to either is needed. On the assembly, which only Engram's engine looks at, it names formatters of other rooms' types.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Assembly)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = ["text/html", "text/plain"];

    /// <summary>MIME types that Engram's own kernel adds; .NET Interactive does not look for this property.</summary>
    public string[] KernelMimeTypes { get; set; } = [];
}
