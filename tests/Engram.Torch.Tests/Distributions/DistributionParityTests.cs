using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using D = TorchSharp.torch.distributions;

namespace Engram.Torch.Tests.Distributions;

/// <summary>Every distribution has python3-torch's densities, moments, draws and gradients (tests/oracles/torch_distributions.py).</summary>
public class DistributionParityTests
{
    internal static readonly Dictionary<string, Func<Tensor[], torch.Generator?, D.Distribution>> Cases = new()
    {
        ["Normal"] = (p, g) => D.Normal(p[0], p[1], g), ["Cauchy"] = (p, g) => D.Cauchy(p[0], p[1], g), ["Laplace"] = (p, g) => D.Laplace(p[0], p[1], g),
        ["Uniform"] = (p, g) => D.Uniform(p[0], p[1], g), ["Exponential"] = (p, g) => D.Exponential(p[0], g), ["Gamma"] = (p, g) => D.Gamma(p[0], p[1], g),
        ["Chi2"] = (p, g) => D.Chi2(p[0], g), ["Beta"] = (p, g) => D.Beta(p[0], p[1], g), ["Dirichlet"] = (p, g) => D.Dirichlet(p[0], g),
        ["FisherSnedecor"] = (p, g) => D.FisherSnedecor(p[0], p[1], g), ["Gumbel"] = (p, g) => D.Gumbel(p[0], p[1], g), ["HalfCauchy"] = (p, g) => D.HalfCauchy(p[0], g),
        ["HalfNormal"] = (p, g) => D.HalfNormal(p[0], g), ["LogNormal"] = (p, g) => D.LogNormal(p[0], p[1], g), ["Pareto"] = (p, g) => D.Pareto(p[0], p[1], g),
        ["Weibull"] = (p, g) => D.Weibull(p[0], p[1], g), ["Kumaraswamy"] = (p, g) => D.Kumaraswamy(p[0], p[1], g),
        ["Bernoulli"] = (p, g) => D.Bernoulli(p[0], generator: g), ["Bernoulli logits"] = (p, g) => D.Bernoulli(logits: p[0], generator: g),
        ["Geometric"] = (p, g) => D.Geometric(p[0], generator: g), ["Geometric logits"] = (p, g) => D.Geometric(logits: p[0], generator: g),
        ["Binomial"] = (p, g) => D.Binomial(p[0], p[1], generator: g), ["Binomial logits"] = (p, g) => D.Binomial(p[0], logits: p[1], generator: g),
        ["NegativeBinomial"] = (p, g) => D.NegativeBinomial(p[0], p[1], generator: g), ["NegativeBinomial logits"] = (p, g) => D.NegativeBinomial(p[0], logits: p[1], generator: g),
        ["Poisson"] = (p, g) => D.Poisson(p[0], g), ["Categorical"] = (p, g) => D.Categorical(p[0], generator: g), ["Categorical logits"] = (p, g) => D.Categorical(logits: p[0], generator: g),
        ["OneHotCategorical"] = (p, g) => D.OneHotCategorical(p[0], generator: g), ["OneHotCategorical logits"] = (p, g) => D.OneHotCategorical(logits: p[0], generator: g),
        ["Multinomial"] = (p, g) => D.Multinomial(4, p[0], generator: g), ["Multinomial logits"] = (p, g) => D.Multinomial(4, logits: p[0], generator: g),
        ["LogitRelaxedBernoulli"] = (p, g) => D.LogitRelaxedBernoulli(p[0], p[1], generator: g), ["RelaxedBernoulli"] = (p, g) => D.RelaxedBernoulli(p[0], logits: p[1], generator: g),
        ["ExpRelaxedCategorical"] = (p, g) => D.ExpRelaxedCategorical(p[0], p[1], generator: g), ["RelaxedOneHotCategorical"] = (p, g) => D.RelaxedOneHotCategorical(p[0], logits: p[1], generator: g),
        ["MultivariateNormal"] = (p, g) => D.MultivariateNormal(p[0], p[1], generator: g), ["MultivariateNormal precision"] = (p, g) => D.MultivariateNormal(p[0], precision_matrix: p[1], generator: g),
        ["MultivariateNormal tril"] = (p, g) => D.MultivariateNormal(p[0], scale_tril: p[1].tril(), generator: g),
        ["Independent"] = (p, g) => D.Independent(D.Normal(p[0], p[1], g), 1, g),
        ["TransformedDistribution"] = (p, g) => new TransformedDistribution(D.Normal(p[0], p[1], g), [new D.transforms.AffineTransform(0.5, -2.0), new D.transforms.SigmoidTransform()], g),
    };

    private static readonly JsonElement Fixture = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "torch_distributions.json"))).RootElement.GetProperty("distributions");

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void DensitiesAndMomentsEqualPythons(string name)
    {
        var expected = Fixture.GetProperty(name);
        using var d = Cases[name](Parameters(name), null);
        Assert.Equal(Shape(expected.GetProperty("batch")), d.batch_shape.Shape);
        Assert.Equal(Shape(expected.GetProperty("event")), d.event_shape.Shape);
        var value = Read(expected.GetProperty("value"));
        var q = tensor(new[] { 0.1, 0.5, 0.9 }).reshape([3, .. d.batch_shape.Select(_ => 1L)]).expand([3, .. d.batch_shape]);
        Check("log_prob", () => d.log_prob(value));
        Check("entropy", d.entropy);
        Check("mean", () => d.mean);
        Check("variance", () => d.variance);
        Check("stddev", () => d.stddev);
        Check("mode", () => d.mode);
        Check("cdf", () => d.cdf(value));
        Check("icdf", () => d.icdf(q));

        void Check(string what, Func<Tensor> compute)
        {
            if (expected.TryGetProperty(what, out var wanted))
                Close(wanted, compute(), $"{name}.{what}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SeededDrawsAndTheirGradientsEqualPythons(string name)
    {
        var expected = Fixture.GetProperty(name);
        manual_seed(5);
        Close(expected.GetProperty("sample"), Cases[name](Parameters(name), null).sample(3), name);
        if (!expected.TryGetProperty("gradients", out var gradients))
            return;
        var parameters = Parameters(name);
        foreach (var parameter in parameters)
            parameter.requires_grad_();
        manual_seed(5);
        var draw = Cases[name](parameters, null).rsample(3);
        (draw * linspace(-1, 2, draw.NumberOfElements, float64).reshape(draw.shape)).sum().backward();
        foreach (var (wanted, parameter) in gradients.EnumerateArray().Zip(parameters))
            Close(wanted, parameter.grad!, $"{name}, gradient");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AGeneratorIsRespected(string name)
    {
        Tensor Draw(ulong seed) => Cases[name](Parameters(name), new torch.Generator(seed)).sample(20);
        manual_seed(1);
        var first = Draw(3);
        manual_seed(2);
        Assert.True(first.eq(Draw(3)).all().ToBoolean());
        Assert.False(first.eq(Draw(4)).all().ToBoolean());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnExpandedDistributionHasTheSameDensityInEveryRow(string name)
    {
        using var d = Cases[name](Parameters(name), null);
        var value = Read(Fixture.GetProperty(name).GetProperty("value"));
        using var wide = d.expand(new Size([2L, 1, .. d.batch_shape]));
        Assert.Equal([2L, 1, .. d.batch_shape], wide.batch_shape.Shape);
        Assert.Equal(d.event_shape, wide.event_shape);
        Assert.Equal([5L, 2, 1, .. d.batch_shape, .. d.event_shape], wide.sample(5).shape);
        var (narrow, broad) = (d.log_prob(value), wide.log_prob(value));
        Assert.True(broad.allclose(narrow.expand(broad.shape), equal_nan: true));
    }

    [Fact]
    public void EveryDistributionTypeAndEveryFixtureHasACase()
    {
        var types = typeof(Normal).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(D.Distribution)) && !t.IsAbstract).Select(t => t.Name).ToList();
        Assert.Equal(32, types.Count);
        Assert.DoesNotContain(types, t => !Cases.ContainsKey(t));
        Assert.Equal(Fixture.EnumerateObject().Select(p => p.Name).Order(), Cases.Keys.Order());
    }

    internal static Tensor[] Parameters(string name) => [.. Fixture.GetProperty(name).GetProperty("params").EnumerateArray().Select(Read)];

    internal static long[] Shape(JsonElement shape) => [.. shape.EnumerateArray().Select(s => s.GetInt64())];

    internal static Tensor Read(JsonElement element) => tensor(Numbers(element.GetProperty("values"))).reshape(Shape(element.GetProperty("shape")));

    internal static void Close(JsonElement expected, Tensor actual, string what)
    {
        var isArray = expected.ValueKind == JsonValueKind.Array;
        if (!isArray)
            Assert.True(Shape(expected.GetProperty("shape")).SequenceEqual(actual.shape), $"{what}: expected shape {expected.GetProperty("shape")}, got [{string.Join(", ", actual.shape)}]");
        var wanted = Numbers(isArray ? expected : expected.GetProperty("values"));
        var values = actual.detach().to_type(float64).contiguous().data<double>().ToArray();
        for (var i = 0; i < wanted.Length; i++)
            Assert.True(wanted[i].Equals(values[i]) || Math.Abs(wanted[i] - values[i]) <= 1e-9 * (1 + Math.Abs(wanted[i])), $"{what}[{i}]: expected {wanted[i]}, got {values[i]}");
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Number ? e.GetDouble() : e.GetString() switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.NaN,
    })];
}
