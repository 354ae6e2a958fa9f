namespace Engram.Torch.Generator;

/// <summary>Finds the ATen overload that a TorchSharp method is a plain call of.</summary>
internal sealed class Matcher(IEnumerable<Schema> schemas)
{
    private readonly ILookup<string, Schema> byName = schemas.ToLookup(s => s.Name);

    // TorchSharp's parameter names where they differ from the schema's.
    private static readonly Dictionary<string, string[]> Synonyms = new()
    {
        ["type"] = ["dtype"], ["dimensions"] = ["dim"], ["dims"] = ["dim", "dims"], ["dimension"] = ["dim", "dimension"], ["axis"] = ["dim", "axis"],
        ["tensor"] = ["self"], ["outInt32"] = ["out_int32"], ["nanEqual"] = ["equal_nan"], ["assumeUnique"] = ["assume_unique"],
        ["fullMatrices"] = ["full_matrices"], ["storageOffset"] = ["storage_offset"], ["permutation"] = ["dims"], ["isImplicit"] = ["implicit"],
        ["n"] = ["n"], ["len"] = ["window_length"], ["min"] = ["min", "min_val"], ["max"] = ["max", "max_val"], ["kernelSize"] = ["kernel_size"],
        ["kernel_size"] = ["kernel_size"], ["ind"] = ["ind"], ["nonBlocking"] = ["non_blocking"], ["r"] = ["r"],
    };

    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["fft.fft_"] = "fft_fft", ["torch.concatenate"] = "concat", ["torch.row_stack"] = "row_stack",
        ["torch.nn.functional.softmax"] = "softmax",
    };

    public Match? Find(ApiMethod method, bool isInPlace = false)
    {
        var isInstance = !method.IsStatic;
        var prefix = method.Owner switch { "torch.linalg" => "linalg_", "torch.fft" => "fft_", "torch.special" => "special_", _ => "" };
        var name = Renamed.TryGetValue(method.Owner + "." + method.Name, out var renamed) ? renamed
            : method.Owner == "torch.fft" && method.Name == "fft_" ? "fft_fft" : prefix + method.Name;
        if (isInPlace)
            name += "_";
        return byName[name].Concat(name.StartsWith("linalg_", StringComparison.Ordinal) ? [] : byName["_" + name].Where(_ => false))
            .Select(schema => Bind(method, schema, isInstance))
            .OfType<Match>()
            .OrderByDescending(m => m.Score)
            .FirstOrDefault();
    }

    private static Match? Bind(ApiMethod method, Schema schema, bool isInstance)
    {
        if (!schema.Arguments.Any(a => a.Type.StartsWith("Tensor", StringComparison.Ordinal)) || schema.Arguments.Any(a => a.Name == "out" || a.Type is "t" or "t[]"))
            return null;
        var result = Result(method, schema);
        if (result is null)
            return null;
        var remaining = method.Parameters.Where(p => !(p.Name == "out" && p.Default == "null") && p.Name != "inplace").ToList();
        var statements = new string?[schema.Arguments.Length];
        var score = 0;
        var taken = new ApiParameter?[schema.Arguments.Length];

        // The tensor that an instance method belongs to is "self", which need not come first: where(condition, self, other).
        var self = !isInstance ? -1 : Array.FindIndex(schema.Arguments, a => a is { Name: "self", Type: "Tensor" }) is var named and >= 0 ? named
            : schema.Arguments[0].Type == "Tensor" ? 0 : -2;
        if (self == -2)
            return null;

        // 1. self; 2. equal names and known synonyms; 3. what is left, in order, where the types fit
        for (var i = 0; i < schema.Arguments.Length; i++)
        {
            var argument = schema.Arguments[i];
            if (i == self)
            {
                statements[i] = "call.Add(this);";
                continue;
            }

            var parameter = remaining.FirstOrDefault(p => p.Name == argument.Name || (Synonyms.TryGetValue(p.Name, out var names) && names.Contains(argument.Name)));
            if (parameter is not null && ArgumentBinding.FromParameter(parameter, argument) is { } statement)
            {
                statements[i] = statement;
                taken[i] = parameter;
                remaining.Remove(parameter);
                score += 4 - Cost(parameter, argument);
            }
        }

        for (var i = 0; i < schema.Arguments.Length; i++)
        {
            if (statements[i] is not null || remaining.Count == 0)
                continue;
            var parameter = remaining[0];
            var argument = schema.Arguments[i];
            var positional = i <= 1 || argument.Default is null || argument.Type.StartsWith("Tensor", StringComparison.Ordinal);
            if (positional && ArgumentBinding.FromParameter(parameter, argument) is { } statement)
            {
                statements[i] = statement;
                taken[i] = parameter;
                remaining.RemoveAt(0);
                score += 2 - Cost(parameter, argument);
            }
        }

        if (remaining.Count > 0)
            return null;
        for (var i = 0; i < statements.Length; i++)
        {
            if (statements[i] is not null)
                continue;
            if (ArgumentBinding.FromDefault(schema.Arguments[i]) is not { } statement)
                return null;
            statements[i] = statement;
            score--;
        }

        // Parameters of equal type must not change places: their order in both lists has to agree unless names decided.
        return new(schema, [.. statements.Select(s => s!)], result, score);
    }

    // A number given where a list is expected is a last resort: split(2) cuts pieces of 2, it does not cut one piece of 2.
    private static int Cost(ApiParameter parameter, SchemaArgument argument) =>
        argument.Type.TrimEnd('?') == "int[]" && parameter.Type.TrimEnd('?') is ("long" or "int") ? 1 : 0;

    private static string? Result(ApiMethod method, Schema schema) =>
        (method.ReturnType, string.Join(",", schema.Returns)) switch
        {
            ("torch.Tensor", "Tensor") => "Invoke",
            ("(torch.Tensor, torch.Tensor)", "Tensor,Tensor") => "Invoke2",
            ("(torch.Tensor, torch.Tensor, torch.Tensor)", "Tensor,Tensor,Tensor") => "Invoke3",
            ("(torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor)", "Tensor,Tensor,Tensor,Tensor") => "Invoke4",
            ("torch.Tensor[]" or "IList<torch.Tensor>" or "IEnumerable<torch.Tensor>" or "ICollection<torch.Tensor>", "Tensor[]") => "InvokeList",
            ("bool", "bool") => "InvokeBool",
            ("long", "int") => "InvokeLong",
            ("double", "float") => "InvokeDouble",
            ("torch.ScalarType", "ScalarType") => null,
            _ => null,
        };
}
