using System.Reflection;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using D = TorchSharp.torch.distributions;

namespace Engram.Torch.Tests.Distributions;

/// <summary>Closed forms that python3-torch 1.13 lacks, moments of draws, and refusals.</summary>
public class DistributionTests
{
    // Cauchy-like tails have no moments; the others have no closed form.
    private static readonly string[] WithoutMoments = ["Cauchy", "HalfCauchy", "Categorical", "Categorical logits", "FisherSnedecor", "Pareto", "RelaxedBernoulli", "ExpRelaxedCategorical", "RelaxedOneHotCategorical", "TransformedDistribution"];

    public static TheoryData<string> WithMoments() => [.. DistributionParityTests.Cases.Keys.Except(WithoutMoments)];

    [Theory]
    [MemberData(nameof(WithMoments))]
    public void MomentsOfDrawsApproachTheClosedForms(string name)
    {
        const int count = 40_000;
        using var d = DistributionParityTests.Cases[name](DistributionParityTests.Parameters(name), new torch.Generator(17));
        var draws = d.sample(count);
        var standardError = (d.variance / count).sqrt();
        Assert.True(((draws.mean([0L]) - d.mean).abs() <= (5 * standardError) + 1e-12).all().ToBoolean(), $"mean {draws.mean([0L])} against {d.mean}");
        if (name != "LogNormal") // its fourth moment is too large for a variance from draws
            Assert.True(((draws.var([0L]) / d.variance) - 1).abs().max().ToDouble() < 0.15, $"variance {draws.var([0L])} against {d.variance}");
    }

    [Theory]
    [InlineData("RelaxedBernoulli")]
    [InlineData("LogitRelaxedBernoulli")]
    [InlineData("FisherSnedecor")]
    [InlineData("Normal")]
    [InlineData("Multinomial")]
    [InlineData("Binomial")]
    [InlineData("Independent")]
    public void EntropyIsTheMeanOfMinusLogProb(string name)
    {
        using var d = DistributionParityTests.Cases[name](DistributionParityTests.Parameters(name), new torch.Generator(23));
        var surprise = -d.log_prob(d.sample(20_000));
        if (name == "RelaxedBernoulli")
        {
            Assert.Throws<NotSupportedException>(d.entropy);
            return;
        }

        Assert.True(((surprise.mean([0L]) - d.entropy()).abs() <= (5 * surprise.std([0L]) / Math.Sqrt(20_000)) + 1e-9).all().ToBoolean());
    }

    [Fact]
    public void PoissonsCdfQuantilesAndEntropyEqualTheSums()
    {
        var rate = tensor(new[] { 0.5, 3.0, 20.0 });
        using var d = D.Poisson(rate);
        var k = arange(0, 200, dtype: float64).reshape(200, 1);
        var p = d.log_prob(k).exp();
        Assert.True(d.cdf(k).allclose(p.cumsum(0), 1e-9, 1e-9)); // libtorch's igammac is right to 4e-10 here
        Assert.True(d.cdf(k + 0.5).allclose(d.cdf(k)) && d.cdf(tensor(-0.5)).max().ToDouble() == 0);
        Assert.True(d.entropy().allclose(-xlogy(p, p).sum([0L]), 1e-10));
        foreach (var q in new[] { 0.0, 0.001, 0.3, 0.5, 0.99, 1 - 1e-12 })
        {
            var quantile = d.icdf(tensor(q));
            Assert.True((d.cdf(quantile) >= q).all().ToBoolean() && (d.cdf(quantile - 1) < Math.Max(q, 1e-300)).all().ToBoolean(), $"q = {q}: {quantile}");
        }

        Assert.True(d.icdf(tensor(1.0)).isinf().all().ToBoolean());
    }

    [Theory]
    [InlineData("Gamma")]
    [InlineData("Beta")]
    [InlineData("Exponential")]
    [InlineData("Dirichlet")]
    public void TheNaturalFormGivesTheSameEntropy(string name)
    {
        using var d = DistributionParityTests.Cases[name](DistributionParityTests.Parameters(name), null);
        object? Get(string member) => d.GetType().GetProperty(member, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(d);
        var theta = ((IList<Tensor>)Get("NaturalParams")!).Select(t => t.detach().requires_grad_()).ToArray();
        var normalizer = (Tensor)d.GetType().GetMethod("LogNormalizer", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(d, [theta])!;
        var entropy = normalizer - (Tensor)Get("MeanCarrierMeasure")!;
        foreach (var (t, gradient) in theta.Zip(autograd.grad([normalizer.sum()], theta)))
            entropy = entropy - (name == "Dirichlet" ? (t * gradient).sum(-1) : t * gradient);
        Assert.True(entropy.allclose(d.entropy(), 1e-10, 1e-12));
    }

    [Fact]
    public void KumaraswamysModeIsTheLargestDensity()
    {
        using var d = D.Kumaraswamy(tensor(2.5), tensor(3.5));
        var x = linspace(0.001, 0.999, 9981, float64);
        Assert.Equal(x[d.log_prob(x).argmax()].ToDouble(), d.mode.ToDouble(), 1e-3);
    }

    [Fact]
    public void SupportsAreEnumerated()
    {
        Assert.Equal([0f, 1], D.Bernoulli(tensor(0.3f)).enumerate_support().data<float>().ToArray());
        Assert.Equal([3, 2], D.Categorical(ones(2, 3)).enumerate_support().shape);
        Assert.Equal([3, 1], D.Categorical(ones(2, 3)).enumerate_support(expand: false).shape);
        Assert.Equal([3, 2, 3], D.OneHotCategorical(ones(2, 3)).enumerate_support().shape);
        using var binomial = D.Binomial(tensor(4), tensor(new[] { 0.2, 0.7 }));
        Assert.True(binomial.log_prob(binomial.enumerate_support()).exp().sum([0L]).allclose(ones(2, float64)));
        Assert.Throws<NotSupportedException>(() => D.Binomial(tensor(new[] { 1, 2 }), tensor(0.3)).enumerate_support());
        Assert.Throws<NotSupportedException>(() => D.Normal(0f).enumerate_support());
    }

    [Fact]
    public void AmbiguousOrMisshapenParametersAreRefused()
    {
        Assert.Contains("both", Assert.Throws<ArgumentException>(() => D.Bernoulli(ones(1), ones(1))).Message, StringComparison.Ordinal);
        Assert.Contains("neither", Assert.Throws<ArgumentException>(() => new Categorical()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => D.MultivariateNormal(zeros(2)));
        Assert.Throws<ArgumentException>(() => D.MultivariateNormal(zeros(2), eye(3)));
        Assert.Throws<ArgumentException>(() => D.Dirichlet(tensor(1f)));
        Assert.Throws<ArgumentOutOfRangeException>(() => D.Independent(D.Normal(0f), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => D.Multinomial(-1, ones(2)));
    }

    [Fact]
    public void ADistributionOutlivesTheScopeOfItsParameters()
    {
        D.Distribution d;
        using (NewDisposeScope())
            d = D.Normal(zeros(2), ones(2));
        Assert.Equal([2], d.sample().shape);
        Assert.Equal(float32, D.Laplace(0f).sample().dtype);
        Assert.Equal(float64, D.Laplace(0.0).sample().dtype);
        d.Dispose();
        Assert.ThrowsAny<Exception>(() => d.sample());
    }
}
