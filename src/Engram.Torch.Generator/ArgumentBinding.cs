namespace Engram.Torch.Generator;

/// <summary>How one schema argument is filled: the statement that pushes it, given the C# parameter (or none: the default).</summary>
internal static class ArgumentBinding
{
    /// <summary>The statement for an argument that the C# method does not offer; <see langword="null"/> if it has no default.</summary>
    public static string? FromDefault(SchemaArgument argument)
    {
        if (argument.Default is not { } text)
            return null;
        if (text == "None")
            return "call.AddNone();";
        return argument.Type switch
        {
            "bool" or "bool?" => text is "True" or "False" ? $"call.Add({text.ToLowerInvariant()});" : null,
            "int" or "int?" when long.TryParse(text, out _) => $"call.Add({text}L);",
            "float" or "float?" or "Scalar" or "Scalar?" => $"call.Add({Number(text)});",
            "int[]" or "int[]?" => IntList(text),
            "str" or "str?" => $"call.Add(\"{text.Trim('"', '\'')}\");",
            "ScalarType" or "ScalarType?" => text == "long" ? "call.Add((ScalarType?)ScalarType.Int64);" : null,
            _ => null,
        };
    }

    /// <summary>The statement that pushes a C# parameter; <see langword="null"/> if the types do not fit.</summary>
    public static string? FromParameter(ApiParameter parameter, SchemaArgument argument)
    {
        var name = CSharp.Identifier(parameter.Name);
        var optional = argument.Type.EndsWith('?');
        return (parameter.Type, argument.Type.TrimEnd('?')) switch
        {
            ("torch.Tensor", "Tensor") => parameter.Default == "null" && !optional ? null : $"call.Add({name});",
            ("Scalar", "Scalar") => $"call.Add({name});",
            ("long" or "int", "Scalar") => $"call.Add((long){name});",
            ("float" or "double", "Scalar" or "float") => $"call.Add((double){name});",
            ("double?" or "float?", "float" or "Scalar") when optional => $"call.Add((double?){name});",
            // TorchSharp writes -1 where ATen takes "none"
            ("long" or "int", "int") when optional && parameter.Default == "-1" => $"call.Add({name} == -1 ? null : (long?){name});",
            ("long" or "int", "int") => $"call.Add((long){name});",
            ("long?" or "int?", "int") when optional => $"call.Add((long?){name});",
            ("bool", "bool") => $"call.Add({name});",
            ("bool?", "bool") when optional => $"call.Add({name});",
            ("string", "str") => $"call.Add({name});",
            ("torch.ScalarType?", "ScalarType") when optional => $"call.Add({name});",
            ("torch.ScalarType", "ScalarType") => $"call.Add((ScalarType?){name});",
            ("torch.Generator", "Generator") => $"call.Add({name});",
            ("torch.Device", "Device") => $"call.Add({name});",
            ("long" or "int", "int[]") => $"call.Add((ReadOnlySpan<long>)[{name}]);",
            ("long?" or "int?", "int[]") => optional || argument.Default == "[]"
                ? $"if ({name}.HasValue) call.Add((ReadOnlySpan<long>)[{name}.Value]); else {(optional ? "call.AddNone();" : "call.Add(ReadOnlySpan<long>.Empty);")}" : null,
            ("(long, long)", "int[]") => $"call.Add((ReadOnlySpan<long>)[{name}.Item1, {name}.Item2]);",
            ("(long, long, long)", "int[]") => $"call.Add((ReadOnlySpan<long>)[{name}.Item1, {name}.Item2, {name}.Item3]);",
            ("(long, long, long, long)", "int[]") => $"call.Add((ReadOnlySpan<long>)[{name}.Item1, {name}.Item2, {name}.Item3, {name}.Item4]);",
            ("long[]", "int[]") when parameter.Default == "null" => optional ? $"call.AddOptional({name});" : OrDefault(name, argument),
            ("long[]", "int[]") => $"call.Add((ReadOnlySpan<long>){name});",
            ("ReadOnlySpan<long>", "int[]") => $"call.Add({name});",
            ("torch.Size", "int[]") => $"call.Add((ReadOnlySpan<long>){name}.Shape);",
            ("IEnumerable<long>", "int[]") => $"call.Add((ReadOnlySpan<long>){name}.ToArray());",
            ("torch.Tensor[]" or "IList<torch.Tensor>" or "IEnumerable<torch.Tensor>" or "ReadOnlySpan<torch.Tensor>", "Tensor[]") =>
                parameter.Type == "torch.Tensor[]" ? $"call.Add((ReadOnlySpan<Tensor>){name});" : $"call.Add({name});",
            ("FFTNormType", "str") => $"call.Add({name} switch {{ FFTNormType.Forward => \"forward\", FFTNormType.Ortho => \"ortho\", _ => \"backward\" }});",
            ("torch.RoundingMode", "str") => $"call.Add({name} switch {{ RoundingMode.trunc => \"trunc\", RoundingMode.floor => \"floor\", _ => null }});",
            ("Reduce", "str") => $"call.Add({name}.ToString().ToLowerInvariant());",
            ("PaddingModes", "str") => $"call.Add({name}.ToString().ToLowerInvariant());",
            ("Char", "str") => $"call.Add({name}.ToString());",
            ("compute_mode", "int") => $"call.Add((long){name});",
            ("torch.nn.Reduction", "int") => $"call.Add((long){name});",
            ("torch.linalg.QRMode", "str") => $"call.Add({name}.ToString().ToLowerInvariant());",
            _ => null,
        };
    }

    // null stands for the schema's default; without one an empty list does ("all dimensions", "as the kernel"), but no padding is zero.
    private static string OrDefault(string name, SchemaArgument argument)
    {
        var fallback = argument.Default ?? (argument.Name == "padding" ? "0" : "[]");
        return fallback == "[]" ? $"call.Add((ReadOnlySpan<long>){name});"
            : $"call.Add((ReadOnlySpan<long>)({name} ?? {(fallback.StartsWith('[') ? fallback : $"[{fallback}]")}));";
    }

    private static string Number(string text) => text.Contains('.', StringComparison.Ordinal) || text.Contains('e', StringComparison.Ordinal) ? $"(double){(text.EndsWith((char)46) ? text + "0" : text)}" : $"{text}L";

    private static string IntList(string text)
    {
        if (text.StartsWith('['))
            return text == "[]" ? "call.Add(ReadOnlySpan<long>.Empty);" : $"call.Add((ReadOnlySpan<long>){text});";
        return $"call.Add((ReadOnlySpan<long>)[{text}]);";
    }
}
