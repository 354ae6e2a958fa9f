using System.Text;

namespace Engram.Torch.Generator;

/// <summary>Writes the generated C# files, one for each owner type.</summary>
internal sealed class Emitter(Matcher matcher, HandWrittenMembers handWritten)
{
    private static readonly Dictionary<string, (string File, string[] Nesting)> Owners = new()
    {
        ["torch.Tensor"] = ("Operators.Tensor.g.cs", ["public partial class Tensor"]),
        ["torch"] = ("Operators.torch.g.cs", []),
        ["torch.linalg"] = ("Operators.linalg.g.cs", ["public static partial class linalg"]),
        ["torch.fft"] = ("Operators.fft.g.cs", ["public static partial class fft"]),
        ["torch.special"] = ("Operators.special.g.cs", ["public static partial class special"]),
        ["torch.nn.functional"] = ("Operators.functional.g.cs", ["public static partial class nn", "public static partial class functional"]),
    };

    public List<ApiMethod> Unmatched { get; } = [];

    public int Generated { get; private set; }

    public IEnumerable<(string File, string Text)> Emit(ILookup<string, ApiMethod> api)
    {
        var instance = api["torch.Tensor"].ToList();
        var tensorMembers = new HashSet<string>(instance.Where(m => !m.IsStatic).Select(m => m.Key));
        foreach (var (owner, (file, nesting)) in Owners)
        {
            var operators = new SortedDictionary<string, string>(StringComparer.Ordinal);
            var body = new StringBuilder();
            var indent = new string(' ', 4 * (nesting.Length + 1));
            foreach (var method in api[owner].Where(m => !handWritten.Contains(m)).DistinctBy(m => m.Key))
            {
                if (Method(method, operators, tensorMembers, indent) is { } text)
                {
                    body.Append(text);
                    Generated++;
                }
                else
                {
                    Unmatched.Add(method);
                }
            }

            yield return (file, File(nesting, operators, body));
        }
    }

    private string? Method(ApiMethod method, SortedDictionary<string, string> operators, HashSet<string> tensorMembers, string indent)
    {
        var head = $"{indent}public {(method.IsStatic ? "static " : "")}{(method.Name is "Equals" ? "new " : "")}{CSharp.Type(method.ReturnType)} {CSharp.Identifier(method.Name)}({string.Join(", ", method.Parameters.Select(CSharp.Declaration))})";

        // torch.f(input, …) is input.f(…) wherever Tensor has that member
        if (method.IsStatic && method.Owner is "torch" or "torch.special" or "torch.nn.functional" && method.Parameters is [{ Type: "torch.Tensor", Default: null }, ..] && method.Owner == "torch")
        {
            var rest = method.Parameters[1..];
            if (tensorMembers.Contains(new ApiMethod("", false, "", method.Name, rest).Key))
                return $"{head} => {CSharp.Identifier(method.Parameters[0].Name)}.{method.Name}({string.Join(", ", rest.Select(p => (p.Modifier == "ref" ? "ref " : "") + CSharp.Identifier(p.Name)))});\n\n";
        }

        if (method.Parameters.Any(p => p.Name == "inplace"))
            return InPlaceChoice(method, operators, head, indent);
        return matcher.Find(method) is { } match ? $"{head}\n{indent}{{\n{Call(method, match, operators, indent + "    ")}{indent}}}\n\n" : null;
    }

    private string? InPlaceChoice(ApiMethod method, SortedDictionary<string, string> operators, string head, string indent)
    {
        if (matcher.Find(method) is not { } match || matcher.Find(method, isInPlace: true) is not { } inPlace)
            return null;
        return $"{head}\n{indent}{{\n{indent}    if (inplace)\n{indent}    {{\n{Call(method, inPlace, operators, indent + "        ", forceInPlace: true)}{indent}    }}\n\n"
            + $"{indent}    {{\n{Call(method, match, operators, indent + "        ")}{indent}    }}\n{indent}}}\n\n";
    }

    private static string Call(ApiMethod method, Match match, SortedDictionary<string, string> operators, string indent, bool forceInPlace = false)
    {
        var schema = match.Schema;
        var field = "op_" + schema.Name + (schema.Overload.Length > 0 ? "_" + schema.Overload : "");
        operators[field] = $"new(\"aten::{schema.Name}\", \"{schema.Overload}\")";
        var text = new StringBuilder();
        var lists = match.Statements.Count(s => s.Contains("Span", StringComparison.Ordinal) || s.Contains("Optional(", StringComparison.Ordinal) || schema.Arguments.Any(a => a.Type.TrimEnd('?') is var type && (type.EndsWith("[]", StringComparison.Ordinal) || type == "str")));
        text.Append($"{indent}var call = new OperatorCall(Operators.{field}, stackalloc NativeValue[{match.Statements.Length + (lists > 0 ? 16 : 0)}]);\n");
        foreach (var statement in match.Statements)
            text.Append($"{indent}{statement}\n");

        var keepAlive = method.Parameters.Where(p => p.Type is "torch.Tensor" or "torch.Generator" || p.Type.Contains("<torch.Tensor>", StringComparison.Ordinal) && !p.Type.StartsWith("ReadOnly", StringComparison.Ordinal) || p.Type == "torch.Tensor[]")
            .Select(p => CSharp.Identifier(p.Name)).Where(n => n != "@out").ToList();
        if (!method.IsStatic)
            keepAlive.Insert(0, "this");
        var self = method.IsStatic ? CSharp.Identifier(method.Parameters[0].Name) : "this";
        var inPlace = forceInPlace || (method.Name.EndsWith('_') && method.Name != "fft_");
        var invoke = inPlace && match.Result == "Invoke" ? $"call.InvokeInPlace({self})" : $"call.{match.Result}()";
        text.Append($"{indent}var result = {invoke};\n");
        foreach (var name in keepAlive)
            text.Append($"{indent}GC.KeepAlive({name});\n");
        text.Append(method.Parameters.Any(p => p.Name == "out" && p.Default == "null") ? $"{indent}return result.WriteTo(@out);\n" : $"{indent}return result;\n");
        return text.ToString();
    }

    private static string File(string[] nesting, SortedDictionary<string, string> operators, StringBuilder body)
    {
        var text = new StringBuilder("// <auto-generated>\n// Written by src/Engram.Torch.Generator from libtorch's schema registry and the TorchSharp 0.106 signature list.\n// Do not edit: `./engram generate` writes it anew. A member written by hand elsewhere takes precedence.\n// </auto-generated>\n#nullable enable\n\nnamespace TorchSharp;\n\npublic static partial class torch\n{\n");
        var depth = 1;
        foreach (var type in nesting)
            text.Append($"{new string(' ', 4 * depth)}{type}\n{new string(' ', 4 * depth++)}{{\n");
        var indent = new string(' ', 4 * depth);
        text.Append($"{indent}private static class Operators\n{indent}{{\n");
        foreach (var (field, value) in operators)
            text.Append($"{indent}    internal static readonly Operator {field} = {value};\n");
        text.Append($"{indent}}}\n\n");
        text.Append(body.ToString().TrimEnd('\n')).Append('\n');
        while (depth-- > 0)
            text.Append($"{new string(' ', 4 * depth)}}}\n");
        return text.ToString();
    }
}
