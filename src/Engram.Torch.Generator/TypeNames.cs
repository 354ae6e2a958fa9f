using System.Text.RegularExpressions;

namespace Engram.Torch.Generator;

/// <summary>Brings type names from the signature list and from C# sources to one form, so that they can be compared.</summary>
internal static partial class TypeNames
{
    public static string Normalise(string type)
    {
        var text = type.Replace(" ", "", StringComparison.Ordinal);
        text = TupleElementName().Replace(TupleSpace(type), "$1").Replace(" ", "", StringComparison.Ordinal);
        foreach (var prefix in (string[])["torch.nn.", "torch.", "TorchSharp.", "Modules.", "System.", "Numerics.", "Collections.Generic.", "IO."])
            text = text.Replace(prefix, "", StringComparison.Ordinal);
        text = Reference().Replace(text, "$1");
        return text switch { "Char" => "char", "Boolean" => "bool", "Int64" => "long", _ => text };
    }

    private static string TupleSpace(string type) => type.Replace(", ", ",", StringComparison.Ordinal);

    // "(Tensor values,Tensor indices)" -> "(Tensor,Tensor)"
    [GeneratedRegex(@"([A-Za-z0-9_\.\]\?>]+) [a-z_A-Z0-9]+(?=[,\)])")]
    private static partial Regex TupleElementName();

    // nullable reference marks carry no identity: "Tensor?" and "Tensor" are one type, "long?" is not "long"
    [GeneratedRegex(@"\b((?:Tensor|Scalar|Device|Generator|string|object)(?:\[\])?|[a-zA-Z]+(?:<[^<>]*>)|[a-z]+\[\])\?")]
    private static partial Regex Reference();
}
