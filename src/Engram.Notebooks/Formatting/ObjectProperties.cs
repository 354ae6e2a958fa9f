using System.Reflection;

namespace Engram.Notebooks.Formatting;

/// <summary>Public properties and fields of a value, read with care.</summary>
internal static class ObjectProperties
{
    private const int Limit = 20;

    /// <summary>Names and values; one that throws shows the exception's type instead.</summary>
    public static IEnumerable<(string Name, object? Value)> Of(object value)
    {
        foreach (var member in Members(value.GetType()))
            yield return (member.Name, Read(member, value));
    }

    /// <summary>The members that are shown.</summary>
    public static IReadOnlyList<MemberInfo> Members(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanRead && p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike && !p.PropertyType.IsPointer)
            .Concat<MemberInfo>(type.GetFields(BindingFlags.Public | BindingFlags.Instance)).Take(Limit),
    ];

    /// <summary>The value of a member.</summary>
    public static object? Read(MemberInfo member, object value)
    {
        try
        {
            return member is PropertyInfo property ? property.GetValue(value) : ((FieldInfo)member).GetValue(value);
        }
        catch (TargetInvocationException error)
        {
            return $"({error.InnerException?.GetType().Name})"; // a property that throws must not fail the display
        }
    }
}
