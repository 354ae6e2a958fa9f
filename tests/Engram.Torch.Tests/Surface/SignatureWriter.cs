using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Engram.Torch.Tests.Surface;

/// <summary>Writes the public members of a type by reflection, in the notation of the TorchSharp signature list.</summary>
internal static partial class SignatureWriter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(int)] = "int",
        [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    /// <summary>The name under which the list has a type: without the root namespace, nested types joined by a point.</summary>
    public static string TypeKey(Type type) => Strip((type.FullName ?? type.Name).Replace('+', '.'));

    /// <summary>All members that code outside the assembly can use: declared by the type itself, or by a base class.</summary>
    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return [string.Join(", ", Enum.GetNames(type).Select(name => $"{name}={Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}"))];
        var members = Constructors(type).ToList();
        for (var current = type; current is not null; current = current.BaseType)
            members.AddRange(DeclaredMembers(current));
        if (type.IsInterface)
            members.AddRange(type.GetInterfaces().SelectMany(DeclaredMembers));
        return members;
    }

    private static IEnumerable<string> Constructors(Type type) =>
        type.GetConstructors(Declared & ~BindingFlags.Static).Where(IsVisible).Select(c => (c.IsPublic ? "" : "protected ") + $"ctor({Parameters(c)})");

    private static IEnumerable<string> DeclaredMembers(Type type)
    {
        foreach (var field in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
            yield return (field.IsPublic ? "" : "protected ") + (field.IsStatic ? "static " : "") + $"field {Name(field.FieldType)} {field.Name}";
        foreach (var property in type.GetProperties(Declared))
        {
            if (Property(property) is { } text)
                yield return text;
        }

        foreach (var method in type.GetMethods(Declared).Where(m => IsVisible(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))))
        {
            var generics = method.IsGenericMethodDefinition ? $"<{string.Join(",", method.GetGenericArguments().Select(Name))}>" : "";
            yield return (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "") + $"{Name(method.ReturnType)} {method.Name}{generics}({Parameters(method)})";
        }
    }

    private static string? Property(PropertyInfo property)
    {
        if (property.GetMethod is not { } getter || !IsVisible(getter))
            return null;
        var setter = property.SetMethod is { IsPublic: true } or { IsFamily: true } ? property.SetMethod : null;
        var hasSetter = setter is not null && (setter.IsPublic || !getter.IsPublic);
        var indices = property.GetIndexParameters();
        return (getter.IsPublic ? "" : "protected ") + (getter.IsStatic ? "static " : "") + $"prop {Name(property.PropertyType)} {property.Name}"
            + (indices.Length > 0 ? $"[{string.Join(", ", indices.Select(p => Parameter(p, false)))}]" : "")
            + (hasSetter ? " {get;set;}" : " {get;}");
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute), false);
        return string.Join(", ", method.GetParameters().Select((p, i) => Parameter(p, isExtension && i == 0)));
    }

    private static string Parameter(ParameterInfo parameter, bool isThis)
    {
        var modifier = isThis ? "this " : parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : parameter.ParameterType.IsByRef ? "ref " : "";
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        return modifier + Name(type) + " " + parameter.Name + (parameter.HasDefaultValue ? "=" + Default(parameter.RawDefaultValue) : "");
    }

    private static string Default(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => $"\"{text}\"",
        Enum member => Convert.ToInt64(member, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter)
            return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        if (!type.IsGenericType)
            return Strip(type.FullName!.Replace('+', '.'));
        var arguments = type.GetGenericArguments();
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) ?? type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
            return $"({string.Join(", ", arguments.Select(Name))})";
        var name = Strip((type.GetGenericTypeDefinition().FullName ?? type.Name).Replace('+', '.'));
        return $"{Arity().Replace(name, "")}<{string.Join(", ", arguments.Select(Name))}>";
    }

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();

    private static string Strip(string name)
    {
        foreach (var prefix in (string[])["TorchSharp.", "System.Collections.Generic.", "System."])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                return name[prefix.Length..];
        }

        return name;
    }
}
