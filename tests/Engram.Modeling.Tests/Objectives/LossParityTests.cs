using System.Text.Json;
using Engram.Modeling.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Objectives;

/// <summary>Losses against the papers' formulas in Python (tests/oracles/modeling_losses.py).</summary>
public class LossParityTests
{
    private static readonly Dictionary<string, double> Expected = JsonSerializer.Deserialize<Dictionary<string, double>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "losses.json")))!;

    [Fact]
    public void ContrastiveLossesAreTheirFormulas()
    {
        using var scope = NewDisposeScope();
        var (a, b, c, d) = (Wave([4, 6], 1), Wave([4, 6], 5), Wave([4, 6], 2), Wave([4, 6], 3));
        var config = new ContrastiveConfig { Temperature = 0.5 };
        Same("info_nce", new InfoNce(config).Compute(a, b).Total);
        Same("nt_xent", new NtXent(config).Compute(a, b).Total);
        Same("supervised_contrastive", new SupervisedContrastive(config).Compute(a, tensor(new long[] { 1, 0, 1, 2 })).Total);
        using var sigmoid = new SigmoidContrastive();
        Same("sigmoid_contrastive", sigmoid.call(a, b).Total, 1e-5);
        Same("byol", Byol.Compute(a, b, c, d).Total);
    }

    [Fact]
    public void ReconstructionLossesAreTorchs()
    {
        using var scope = NewDisposeScope();
        var (p, t) = (Wave([2, 5, 6], 1) * 4, Wave([2, 5, 6], 4));
        var mask = (arange(10) % 3).eq(0).reshape(2, 5);
        foreach (var distance in Enum.GetValues<Distance>())
            Same(distance.ToString().ToLowerInvariant(), new MaskedReconstruction(new() { Distance = distance }).Compute(p, t, mask).Total);
        Same("squared normalised", new MaskedReconstruction(new() { NormaliseTargets = true }).Compute(p, t, mask).Total);
        var codes = (arange(10) * 5 % 6).reshape(2, 5);
        Same("code_prediction", new MaskedCodePrediction(new() { LabelSmoothing = 0.1 }).Compute(Wave([2, 5, 6], 1), codes, mask).Total);
    }

    [Fact]
    public void DivergencesAreTorchs()
    {
        using var scope = NewDisposeScope();
        var posterior = new GaussianPosterior(Wave([4, 3], 1), Wave([4, 3], 2));
        var prior = new GaussianPosterior(Wave([4, 3], 3), Wave([4, 3], 4));
        Same("divergence", posterior.Divergence().sum());
        Same("divergence of two", posterior.Divergence(prior).sum());
    }

    [Fact]
    public void CriticsLossIsTorchs()
    {
        using var scope = NewDisposeScope();
        var w = Wave([6, 1], 2);
        var loss = new WassersteinGradientPenalty(new()).Critic(x => matmul(x, w).tanh(), Wave([4, 6], 1), Wave([4, 6], 3), tensor(new[] { 0.1, 0.4, 0.7, 0.9 }));
        Same("gradient_penalty", loss["gradient_penalty"]);
        Same("critic", loss.Total);
    }

    [Fact]
    public void EffectiveRankIsTorchs()
    {
        using var scope = NewDisposeScope();
        Same("effective_rank", CollapseMonitor.EffectiveRank(Wave([9, 4], 6) * tensor(new[] { 1.0, 2, 0.5, 3 })));
    }

    private static Tensor Wave(long[] shape, int k) =>
        (linspace(-1, 1, shape.Aggregate(1L, (x, y) => x * y), dtype: ScalarType.Float64) * (3 + k)).sin().reshape(shape) * 0.5;

    private static void Same(string name, Tensor actual, double tolerance = 1e-9) => Assert.Equal(Expected[name], actual.ToDouble(), tolerance);
}
