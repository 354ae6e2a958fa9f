using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Tensors;

/// <summary>A disposed tensor is refused by every member, whether it is the subject or an argument; the process lives on.</summary>
public class UseAfterDisposeTests
{
    // Members that say something about the handle itself, or that may be called twice.
    private static readonly string[] Harmless =
    [
        nameof(IDisposable.Dispose), "get_IsInvalid", "get_name", "set_name", nameof(object.GetHashCode), nameof(object.Equals), "GetType", "MoveToOuterDisposeScope",
        "DetachFromDisposeScope", "DetatchFromDisposeScope", "MoveToOtherDisposeScope", "has_names", "type",
    ];

    [Fact]
    public void NoMemberOfADisposedTensorWorks()
    {
        var unexpected = new List<string>();
        var count = 0;
        foreach (var method in typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (method.ContainsGenericParameters || method.ReturnType.IsByRefLike || Harmless.Contains(method.Name) || Arguments(method) is not { } arguments)
                continue;
            var gone = ones(2, 2);
            gone.Dispose();
            count++;
            try
            {
                method.Invoke(gone, arguments);
                unexpected.Add($"{method} returned");
            }
            catch (TargetInvocationException error) when (error.InnerException is InvalidOperationException or ArgumentException or TorchException)
            {
                // InvalidOperationException says that it is disposed; the others refuse an argument first
            }
        }

        Assert.True(unexpected.Count == 0, string.Join("\n", unexpected));
        Assert.True(count > 400, $"{count} members");
    }

    [Fact]
    public void NoStaticFunctionTakesADisposedTensor()
    {
        var unexpected = new List<string>();
        var gone = ones(2, 2);
        gone.Dispose();
        foreach (var owner in (Type[])[typeof(torch), typeof(linalg), typeof(fft), typeof(special)])
        {
            foreach (var method in owner.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (method.ContainsGenericParameters || method.Name is "is_tensor" || method.GetParameters() is not [{ ParameterType: var first }, ..] || first != typeof(Tensor) || Arguments(method) is not { } arguments)
                    continue;
                arguments[0] = gone;
                try
                {
                    method.Invoke(null, arguments);
                    unexpected.Add($"{owner.Name}.{method} returned");
                }
                catch (TargetInvocationException error) when (error.InnerException is InvalidOperationException or ArgumentException or TorchException)
                {
                }
            }
        }

        Assert.True(unexpected.Count == 0, string.Join("\n", unexpected));
    }

    [Fact]
    public void ADisposedArgumentIsRefusedByName()
    {
        var gone = ones(2);
        gone.Dispose();
        Assert.Contains("aten::add", Assert.Throws<InvalidOperationException>(() => ones(2) + gone).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => cat([ones(2), gone]));
        Assert.Throws<InvalidOperationException>(() => ones(2)[gone]);
        Assert.Throws<InvalidOperationException>(() => autograd.grad([gone], [ones(2)]));
    }

    // Something of the right type for every parameter, or null where a type cannot be made by reflection (spans).
    private static object?[]? Arguments(MethodInfo method)
    {
        var parameters = method.GetParameters();
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = Nullable.GetUnderlyingType(parameters[i].ParameterType) ?? parameters[i].ParameterType;
            if (type.IsByRefLike || type.IsByRef || type.IsPointer)
                return null;
            arguments[i] = type switch
            {
                _ when parameters[i].HasDefaultValue => parameters[i].DefaultValue,
                _ when type == typeof(Tensor) => ones(2, 2),
                _ when type == typeof(Scalar) => (Scalar)1,
                _ when type == typeof(string) => "fro",
                _ when type == typeof(Device) => CPU,
                _ when type == typeof(long[]) => new long[] { 0 },
                _ when type.IsAssignableFrom(typeof(Tensor[])) => new[] { ones(2, 2) },
                _ when type == typeof(TensorIndex[]) => new TensorIndex[] { 0 },
                _ when type == typeof(string[]) || type == typeof(IEnumerable<string>) => new[] { "A", "B" },
                _ when type == typeof(Stream) => Stream.Null,
                _ when type.IsValueType => Activator.CreateInstance(type),
                _ => null,
            };
        }

        return arguments;
    }
}
