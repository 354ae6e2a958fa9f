using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests;

/// <summary>
/// The calls of tests/oracles/torch_operators.py, found by name and argument types on our surface: each must give Python's values,
/// shapes and gradient. A call line names shared inputs or holds literals.
/// </summary>
public class OperatorParityTests
{
    private static readonly JsonElement Fixture = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "torch_operators.json"))).RootElement;

    private static readonly Dictionary<string, Type> Owners = new()
    {
        ["Tensor"] = typeof(Tensor), ["torch"] = typeof(torch), ["linalg"] = typeof(linalg), ["fft"] = typeof(fft), ["special"] = typeof(special),
    };

    public static TheoryData<string> Calls() => [.. Fixture.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("call").GetString()!)];

    [Theory]
    [MemberData(nameof(Calls))]
    public void ValuesAndGradientEqualPythons(string call)
    {
        using var scope = NewDisposeScope();
        var expected = Fixture.GetProperty("cases").EnumerateArray().First(c => c.GetProperty("call").GetString() == call);
        var inputs = new Dictionary<string, Tensor>();
        foreach (var input in Fixture.GetProperty("inputs").EnumerateObject())
            inputs[input.Name] = Input(input.Value);
        var variable = expected.TryGetProperty("variable", out var name) ? inputs[name.GetString()!].requires_grad_() : null;
        var results = Tensors(Invoke(call, inputs)).ToArray();

        Tensor? loss = null;
        var all = expected.GetProperty("results").EnumerateArray().ToArray();
        Assert.True(results.Length >= all.Length, $"{call}: {results.Length} results, Python has {all.Length}");
        for (var i = 0; i < all.Length; i++)
        {
            var result = results[i].is_complex() ? view_as_real(results[i].resolve_conj()) : results[i];
            var shape = Numbers(all[i].GetProperty("shape")).Select(v => (long)v).ToArray();
            if (!result.is_complex() && results[i].is_complex() && shape.Length == results[i].Dimensions)
                shape = [.. shape, 2]; // Python's shape is the complex one
            Assert.Equal(shape, result.shape);
            Close(Numbers(all[i].GetProperty("values")), result, $"{call}, result {i}");
            if (variable is null || !result.requires_grad)
                continue;
            var weights = result.NumberOfElements > 1 ? linspace(-1, 1, result.NumberOfElements, float64).reshape(result.shape) : ones_like(result);
            loss = loss is null ? (result * weights).sum() : loss + (result * weights).sum();
        }

        if (variable is null)
            return;
        loss!.backward();
        Close(Numbers(expected.GetProperty("gradient")), variable.grad!, $"{call}, gradient");
    }

    [Fact]
    public void TheSweepIsBroad()
    {
        var calls = Calls().Select(c => c.Data.Split(' ')[0]).Distinct().ToList();
        Assert.True(calls.Count > 250, $"{calls.Count} functions");
        Assert.True(Fixture.GetProperty("cases").EnumerateArray().Count(c => c.TryGetProperty("gradient", out _)) > 150);
    }

    private static object Invoke(string call, Dictionary<string, Tensor> inputs)
    {
        var words = call.Split(' ');
        var (owner, name) = words[0].Split('.') is [var first, var second] ? (Owners[first], second) : throw new FormatException(call);
        object? self = null;
        var tokens = words[1..];
        if (owner == typeof(Tensor))
        {
            self = inputs[tokens[0]];
            tokens = tokens[1..];
        }

        var candidates = owner.GetMethods(BindingFlags.Public | BindingFlags.DeclaredOnly | (self is null ? BindingFlags.Static : BindingFlags.Instance))
            .Where(m => m.Name == name && !m.IsGenericMethod)
            .Select(m => (Method: m, Match: Bind(m.GetParameters(), tokens, inputs)))
            .Where(m => m.Match is not null)
            .OrderBy(m => m.Match!.Value.Cost);
        var best = candidates.FirstOrDefault();
        Assert.True(best.Method is not null, $"{call}: no overload takes these arguments");
        try
        {
            return best.Method.Invoke(self, best.Match!.Value.Arguments)!;
        }
        catch (TargetInvocationException error)
        {
            throw new InvalidOperationException($"{call}: {error.InnerException!.Message}", error.InnerException);
        }
    }

    private static (object?[] Arguments, int Cost)? Bind(ParameterInfo[] parameters, string[] tokens, Dictionary<string, Tensor> inputs)
    {
        if (parameters.Length < tokens.Length || parameters.Skip(tokens.Length).Any(p => !p.HasDefaultValue))
            return null;
        var arguments = new object?[parameters.Length];
        var cost = parameters.Length - tokens.Length;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i >= tokens.Length)
            {
                arguments[i] = parameters[i].DefaultValue;
                continue;
            }

            if (Argument(parameters[i].ParameterType, tokens[i], inputs) is not { } argument)
                return null;
            arguments[i] = argument.Value;
            cost += argument.Cost;
        }

        return (arguments, cost);
    }

    private static (object Value, int Cost)? Argument(Type type, string token, Dictionary<string, Tensor> inputs)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (token.StartsWith('['))
        {
            var items = token[1..^1].Split(',');
            if (plain.IsAssignableFrom(typeof(Tensor[])) && inputs.ContainsKey(items[0]))
                return (items.Select(i => inputs[i]).ToArray(), 0);
            return plain == typeof(long[]) && !inputs.ContainsKey(items[0]) ? (items.Select(i => long.Parse(i, CultureInfo.InvariantCulture)).ToArray(), 0) : null;
        }

        if (inputs.TryGetValue(token, out var tensor))
            return plain == typeof(Tensor) ? (tensor, 0) : null;
        if (token.StartsWith('"'))
            return plain == typeof(string) ? (token[1..^1], 0) : null;
        if (bool.TryParse(token, out var truth))
            return plain == typeof(bool) ? (truth, 0) : null;
        var isWhole = long.TryParse(token, CultureInfo.InvariantCulture, out var whole);
        var number = double.Parse(token, CultureInfo.InvariantCulture);
        return plain switch
        {
            _ when plain == typeof(long) && isWhole => (whole, 0),
            _ when plain == typeof(int) && isWhole => ((int)whole, 1),
            _ when plain == typeof(double) => (number, 2),
            _ when plain == typeof(float) => ((float)number, 3),
            _ when plain == typeof(Scalar) => (isWhole ? (Scalar)whole : (Scalar)number, 2),
            _ => null,
        };
    }

    private static IEnumerable<Tensor> Tensors(object result) => result switch
    {
        Tensor tensor => [tensor],
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]).OfType<Tensor>(),
        IEnumerable<Tensor> list => list,
        bool truth => [tensor(truth)],
        _ => [tensor(Convert.ToDouble(result, CultureInfo.InvariantCulture))],
    };

    private static Tensor Input(JsonElement input)
    {
        var shape = Numbers(input.GetProperty("shape")).Select(v => (long)v).ToArray();
        var values = tensor(Numbers(input.GetProperty("values")));
        return input.GetProperty("type").GetString() switch
        {
            "int64" => values.to_type(int64).reshape(shape),
            "bool" => values.to_type(ScalarType.Bool).reshape(shape),
            "complex128" => view_as_complex(values.reshape([.. shape, 2])).clone(),
            _ => values.reshape(shape).clone(),
        };
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Number ? e.GetDouble()
        : e.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN })];

    // Values are stored with 10 digits; functions that our surface gives in float32 by default agree to its precision.
    private static void Close(double[] expected, Tensor actual, string what)
    {
        var tolerance = actual.dtype == float32 ? 1e-6 : 1e-9;
        var values = actual.detach().to_type(float64).contiguous().data<double>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var isSame = expected[i].Equals(values[i]) || Math.Abs(expected[i] - values[i]) <= tolerance * (1 + Math.Abs(expected[i]));
            Assert.True(isSame, $"{what}[{i}]: expected {expected[i]}, got {values[i]}");
        }
    }
}
