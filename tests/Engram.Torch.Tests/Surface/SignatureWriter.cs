using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Engram.Torch.Tests.Surface;

/// <summary>Writes public and protected members as the signature list of TorchSharp 0.106 writes them, without virtual, override and abstract.</summary>
internal static class SignatureWriter
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(double)] = "double", [typeof(float)] = "float", [typeof(bool)] = "bool",
        [typeof(string)] = "string", [typeof(object)] = "object", [typeof(byte)] = "byte", [typeof(short)] = "short", [typeof(sbyte)] = "sbyte",
    };

    /// <summary>The members that a type offers itself or inherits from a base in its own assembly; constructors only its own.</summary>
    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return [string.Join(", ", Enum.GetNames(type).Select(n => $"{n}={Convert.ToInt64(Enum.Parse(type, n), CultureInfo.InvariantCulture)}"))];
        return type.GetConstructors(Everything & ~BindingFlags.Static).Where(IsOffered).Select(c => $"{(type.IsAbstract ? "" : Reach(c))}ctor({Parameters(c)})").Concat(Inherited(type));
    }

    private static IEnumerable<string> Inherited(Type type)
    {
        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            foreach (var member in current.GetMembers(Everything))
            {
                if (Line(member) is { } line)
                    yield return line;
            }
        }
    }

    private static string? Line(MemberInfo member)
    {
        switch (member)
        {
            case MethodInfo method when IsOffered(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)):
                var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
                return $"{Reach(method)}{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
            case PropertyInfo property when property.GetAccessors(true).Any(IsOffered):
                var accessors = (property.GetMethod is { } get && IsOffered(get) ? "get;" : "") + (property.SetMethod is { } set && IsOffered(set) ? "set;" : "");
                var indices = property.GetIndexParameters() is { Length: > 0 } list ? $"[{string.Join(", ", list.Select(p => $"{Name(p.ParameterType)} {p.Name}"))}]" : "";
                var any = property.GetAccessors(true)[0];
                return $"{Reach(any)}{(any.IsStatic ? "static " : "")}prop {Name(property.PropertyType)} {property.Name}{indices} {{{accessors}}}";
            case FieldInfo field when field.IsPublic || field.IsFamily:
                return $"{(field.IsStatic ? "static " : "")}field {Name(field.FieldType)} {field.Name}";
            default:
                return null;
        }
    }

    private static bool IsOffered(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Reach(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : parameter.ParameterType.IsByRef ? "ref " : "";
        return $"{prefix}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? "=" + Value(parameter.DefaultValue) : "")}";
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        Enum e => Convert.ToInt64(e, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    internal static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsGenericParameter)
            return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        var arguments = type.GetGenericArguments();
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true || type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
            return $"({string.Join(", ", arguments.Select(Name))})";
        var path = type.Name.Split('`')[0];
        for (var outer = type.DeclaringType; outer is not null; outer = outer.DeclaringType)
            path = outer.Name.Split('`')[0] + "." + path;
        var space = (type.Namespace ?? "").Replace("System.Collections.Generic", "", StringComparison.Ordinal);
        space = space is "System" or "TorchSharp" or "" ? "" : space.Replace("TorchSharp.", "", StringComparison.Ordinal).Replace("System.", "", StringComparison.Ordinal) + ".";
        return space + path + (arguments.Length > 0 ? $"<{string.Join(", ", arguments.Select(Name))}>" : "");
    }
}
