using System.Reflection;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Modules;

/// <summary>Every module and every functional operator against Python's (tests/oracles/torch_modules.py): keys, values and gradients.</summary>
public class ModuleParityTests
{
    private static readonly JsonElement Fixture = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "torch_nn.json"))).RootElement;

    public static TheoryData<string> ModuleNames() => [.. Names("modules")];

    public static TheoryData<string> FunctionalNames() => [.. Names("functional")];

    [Theory]
    [MemberData(nameof(ModuleNames))]
    public void ModuleEqualsPythons(string name)
    {
        var expected = Find("modules", name);
        manual_seed(11);
        var (module, run) = ModuleCases.All[name]();
        Assert.Equal(expected.GetProperty("keys").EnumerateArray().Select(k => k.GetString()!), module.state_dict().Keys);
        Compare(expected, run);
        var digests = expected.GetProperty("parameters").EnumerateArray().ToArray();
        var parameters = module.parameters().ToArray();
        Assert.Equal(digests.Length, parameters.Length);
        foreach (var (digest, parameter) in digests.Zip(parameters))
        {
            if (digest.ValueKind == JsonValueKind.Null)
                Assert.Null(parameter.grad);
            else
                Close(digest, Digest(parameter.grad!), name);
        }
    }

    [Theory]
    [MemberData(nameof(FunctionalNames))]
    public void FunctionalEqualsPythons(string name) => Compare(Find("functional", name), FunctionalCases.All[name]);

    [Fact]
    public void EveryCaseIsTried()
    {
        Assert.Equal(Names("modules").Order(), ModuleCases.All.Keys.Order());
        Assert.Equal(Names("functional").Order(), FunctionalCases.All.Keys.Order());
    }

    [Fact]
    public void EveryModuleHasACase()
    {
        var built = ModuleCases.All.Values.Select(make => Definition(make().Item1.GetType())).ToHashSet();
        var modules = typeof(torch).Assembly.GetExportedTypes()
            .Where(t => t.Namespace == "TorchSharp.Modules" && typeof(nn.Module).IsAssignableFrom(t) && !t.IsAbstract).ToList();
        Assert.True(modules.Count > 120, $"only {modules.Count} modules were found");
        Assert.Equal([], modules.Where(t => !built.Contains(t)).Select(t => t.Name));
    }

    [Fact]
    public void EveryFunctionalOperatorHasACase()
    {
        var tried = FunctionalCases.All.Keys.Select(k => k.Split('/')[0]).ToHashSet();
        var operators = typeof(nn.functional).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name).Distinct().ToList();
        Assert.True(operators.Count > 110, $"only {operators.Count} operators were found");
        Assert.Equal([], operators.Where(o => !tried.Contains(o)));
    }

    private static void Compare(JsonElement expected, Func<Tensor[], Tensor[]> run)
    {
        var name = expected.GetProperty("name").GetString()!;
        Tensor[] inputs = [.. expected.GetProperty("inputs").EnumerateArray().Select((spec, k) => Wave(spec.GetString()!, k))];
        manual_seed(12);
        var results = run(inputs);
        Assert.Equal(expected.GetProperty("shapes").EnumerateArray().Select(s => string.Join(',', s.EnumerateArray())), results.Select(r => string.Join(',', r.shape)));
        foreach (var (values, result) in expected.GetProperty("results").EnumerateArray().Zip(results))
            Close(values, result, name);
        var heads = results.Where(r => r.requires_grad).Select(r => (r * linspace(-1, 1, r.numel()).reshape(r.shape)).sum()).ToList();
        if (heads.Count > 0)
            heads.Aggregate((a, b) => a + b).backward();
        foreach (var (gradient, input) in expected.GetProperty("gradients").EnumerateArray().Zip(inputs))
        {
            if (gradient.ValueKind == JsonValueKind.Null)
                Assert.Null(input.grad);
            else
                Close(gradient, input.grad!, $"gradient of {name}");
        }
    }

    private static Tensor Wave(string spec, int k)
    {
        var (kind, dims) = spec.Split(':') is [var before, var after] ? (before, after) : ("", spec);
        long[] shape = [.. dims.Split(',').Select(long.Parse)];
        var i = arange(shape.Aggregate(1L, (a, b) => a * b));
        if (kind.StartsWith('i'))
            return ((i * 7 + k) % long.Parse(kind[1..])).reshape(shape);
        var x = (i.to(float32) * 0.7 + (k + 0.3)).sin().reshape(shape);
        return kind switch
        {
            "s" => x.sign(),
            "b" => (x > 0).to(float32),
            "p" => x.sigmoid().requires_grad_(),
            "l" => x.log_softmax(1).requires_grad_(),
            "+" => x.exp().requires_grad_(),
            _ => x.requires_grad_(),
        };
    }

    private static Tensor Digest(Tensor gradient)
    {
        var g = gradient.detach().to(float64).reshape(-1);
        return stack([g.sum(), (g * arange(1, g.numel() + 1).to(float64).sin()).sum()]);
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static IEnumerable<string> Names(string part) => Fixture.GetProperty(part).EnumerateArray().Select(c => c.GetProperty("name").GetString()!);

    private static JsonElement Find(string part, string name) => Fixture.GetProperty(part).EnumerateArray().First(c => c.GetProperty("name").GetString() == name);

    private static void Close(JsonElement expected, Tensor actual, string name)
    {
        double[] wanted = [.. expected.EnumerateArray().Select(e => e.GetDouble())];
        var values = actual.detach().to(float64).contiguous().data<double>().ToArray();
        Assert.Equal(wanted.Length, values.Length);
        for (var i = 0; i < wanted.Length; i++)
            Assert.True(Math.Abs(wanted[i] - values[i]) <= 2e-5 * (1 + Math.Abs(wanted[i])), $"{name} [{i}]: expected {wanted[i]}, got {values[i]}");
    }
}
