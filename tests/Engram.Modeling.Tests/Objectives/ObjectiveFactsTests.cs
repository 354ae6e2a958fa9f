using Engram.Modeling.Encoders;
using Engram.Modeling.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Objectives;

/// <summary>Closed forms and laws of single objectives.</summary>
public class ObjectiveFactsTests
{
    [Fact]
    public void PhaseLossIsZeroForTruthTwoForOppositesAndHasNoJump()
    {
        using var scope = NewDisposeScope();
        var patches = ObjectiveCases.Normal(1, 2, 3, 16);
        var (a, c, s) = AmplitudePhase.Targets(patches);
        var objective = new AmplitudePhase(new());
        Assert.Equal(0, objective.Compute(a, c, s, patches).Total.ToDouble(), 1e-7);
        Assert.Equal(2, objective.Compute(a, -c, -s, patches)["phase"].ToDouble(), 1e-7);
        var angle = where(s >= 0, (c.clamp(-1, 1)).acos(), -c.clamp(-1, 1).acos());
        Assert.Equal(objective.Compute(a, (angle + 0.01).cos(), (angle + 0.01).sin(), patches)["phase"].ToDouble(), objective.Compute(a, (angle - 0.01).cos(), (angle - 0.01).sin(), patches)["phase"].ToDouble(), 1e-7);
        Assert.Equal(1 - Math.Cos(0.01), objective.Compute(a, (angle + 0.01).cos(), (angle + 0.01).sin(), patches)["phase"].ToDouble(), 1e-7);
        Encoders.EncoderBattery.Close(patches, AmplitudePhase.Rebuild(a, c, s, 16), "round trip", 1e-9);
    }

    [Fact]
    public void ASilentPatchHasPhaseZeroAndAFiniteLoss()
    {
        using var scope = NewDisposeScope();
        var patches = zeros([1, 2, 8], dtype: ScalarType.Float64);
        var (a, c, s) = AmplitudePhase.Targets(patches);
        Assert.Equal(0, new AmplitudePhase(new()).Compute(a, c, s, patches).Total.ToDouble(), 1e-7);
    }

    [Fact]
    public void SoftAlignmentOfEqualCostsCountsThePaths()
    {
        // Zero costs: -γ ln of the number of paths, 3 in a 2 × 2 and 13 in a 3 × 3 grid; two channels, mean over the batch.
        using var scope = NewDisposeScope();
        var objective = new SoftAlignment(new() { Gamma = 0.7 });
        Tensor Zeros(long length) => zeros([3, 2, length], dtype: ScalarType.Float64);
        Assert.Equal(-0.7 * 2 * Math.Log(3), objective.Compute(Zeros(2), Zeros(2)).Total.ToDouble(), 1e-12);
        Assert.Equal(-0.7 * 2 * Math.Log(13), objective.Compute(Zeros(3), Zeros(3)).Total.ToDouble(), 1e-12);
        Assert.Equal(3.0 * 3, objective.Compute(Zeros(1).narrow(1, 0, 1), Zeros(1).narrow(1, 0, 1) + 3).Total.ToDouble(), 1e-12);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SoftAlignmentsGradientIsThatOfFiniteDifferences(bool divergence)
    {
        using var scope = NewDisposeScope();
        var objective = new SoftAlignment(new() { Gamma = 0.5, Divergence = divergence });
        var (x, y) = (ObjectiveCases.Normal(1, 2, 2, 6).requires_grad_(), ObjectiveCases.Normal(2, 2, 2, 5));
        objective.Compute(x, y).Total.backward();
        const double h = 1e-5;
        for (var i = 0; i < 24; i++)
        {
            double At(double shift)
            {
                var moved = x.detach().clone();
                moved.view(-1)[i] += shift;
                return objective.Compute(moved, y).Total.ToDouble();
            }

            Assert.Equal((At(h) - At(-h)) / (2 * h), x.grad!.reshape(-1)[i].ToDouble(), 1e-6);
        }
    }

    [Fact]
    public void TheDivergenceOfEqualSignalsIsZeroWithoutSlope()
    {
        using var scope = NewDisposeScope();
        var x = ObjectiveCases.Normal(1, 2, 2, 6).requires_grad_();
        var loss = new SoftAlignment(new() { Divergence = true }).Compute(x, x.detach());
        loss.Total.backward();
        Assert.Equal(0, loss.Total.ToDouble(), 1e-12);
        Assert.Equal(0, x.grad!.abs().max().ToDouble(), 1e-12);
    }

    [Theory]
    [InlineData(NoiseScheduleKind.Cosine)]
    [InlineData(NoiseScheduleKind.Linear)]
    public void NoiseGrowsAndEveryTargetGivesSignalAndNoiseBack(NoiseScheduleKind kind)
    {
        using var scope = NewDisposeScope();
        var schedule = new NoiseSchedule(kind, 50);
        Assert.Equal(1, schedule.AlphaBar[0]);
        Assert.All(Enumerable.Range(1, 50), t => Assert.InRange(schedule.AlphaBar[t], 0, schedule.AlphaBar[t - 1] - 1e-12));
        if (kind == NoiseScheduleKind.Cosine)
            Assert.Equal(Math.Pow(Math.Cos((0.5 + 0.008) / 1.008 * Math.PI / 2) / Math.Cos(0.008 / 1.008 * Math.PI / 2), 2), schedule.AlphaBar[25], 1e-12);
        var (signal, noise, step) = (ObjectiveCases.Normal(1, 3, 5), ObjectiveCases.Normal(2, 3, 5), tensor(new long[] { 1, 25, 45 }));
        var noisy = schedule.Noisy(signal, noise, step);
        foreach (var target in Enum.GetValues<DiffusionTarget>())
        {
            var (x, e) = schedule.Resolve(target, schedule.Target(target, signal, noise, step), noisy, step);
            Encoders.EncoderBattery.Close(signal, x, $"{target} signal", 1e-8);
            Encoders.EncoderBattery.Close(noise, e, $"{target} noise", 1e-8);
        }
    }

    [Fact]
    public void ARightDenoiserHasLossZeroAndDrawsComeFromTheGenerator()
    {
        using var scope = NewDisposeScope();
        var objective = new Denoising(new() { Steps = 10, Target = DiffusionTarget.Signal });
        var signal = ObjectiveCases.Normal(1, 3, 5);
        using Generator a = new(1), b = new(1), c = new(2);
        Assert.Equal(0, objective.Compute((_, _) => signal, signal, a).Total.ToDouble());
        double Draw(Generator g) => objective.Compute((noisy, _) => noisy, signal, g).Total.ToDouble();
        Draw(b);
        Assert.Equal(Draw(a), Draw(b));
        Assert.NotEqual(Draw(a), Draw(c));
    }

    [Fact]
    public void DivergenceMeetsItsCornersAndTheResidualForm()
    {
        using var scope = NewDisposeScope();
        Tensor Constant(double value) => full([2, 4, 3], value, dtype: ScalarType.Float64);
        Assert.Equal(0, new GaussianPosterior(Constant(0), Constant(0)).Divergence().abs().max().ToDouble());

        // μ = 1, ln σ² = 0 with 4 channels: 2 (WearECG's check).
        var bound = new EvidenceLowerBound(new() { DivergenceWeight = 1e-4 });
        var loss = bound.Compute(Constant(0), Constant(3), new(Constant(1), Constant(0)));
        Assert.Equal(2, loss["divergence"].ToDouble(), 1e-12);
        Assert.Equal(9 + 2e-4, loss.Total.ToDouble(), 1e-12);

        // Residual form: ½ (Δμ²/σ² + Δσ² - ln Δσ² - 1), σ² the prior's.
        var prior = new GaussianPosterior(ObjectiveCases.Normal(1, 2, 3), ObjectiveCases.Normal(2, 2, 3));
        var (shift, scale) = (ObjectiveCases.Normal(3, 2, 3), ObjectiveCases.Normal(4, 2, 3));
        var expected = ((shift.square() / prior.LogVariance.exp()) + scale.exp() - scale - 1) * 0.5;
        Encoders.EncoderBattery.Close(expected, prior.Shifted(shift, scale).Divergence(prior), "residual form");
        using Generator a = new(1), b = new(1);
        Encoders.EncoderBattery.Close(prior.Sample(a), prior.Sample(b), "seed");
        Assert.True((new GaussianPosterior(Constant(1), Constant(-30)).Sample(a) - 1).abs().max().ToDouble() < 2e-6);
        Assert.Throws<ArgumentException>(() => GaussianPosterior.Split(zeros(2, 3, 4)));
    }

    [Fact]
    public void ATeacherFollowsItsClosedFormAndGetsNoGradient()
    {
        using var scope = NewDisposeScope();
        var jepa = ObjectiveCases.MakeJepa();
        var first = jepa.Teacher.state_dict().ToDictionary(w => w.Key, w => w.Value.clone());
        var inputs = ObjectiveCases.All.Single(c => c.Name == "Jepa").Inputs();
        jepa.train();
        jepa.Compute(inputs[0], inputs[1], inputs[2], inputs[3]).Total.backward();
        Assert.False(jepa.Teacher.training);
        Assert.All(jepa.Teacher.parameters(), p => Assert.True(p.grad is null && !p.requires_grad));
        Assert.All(jepa.Encoder.parameters(), p => Assert.NotNull(p.grad));

        // Towards a constant student s: θ'ₙ = mⁿ θ'₀ + (1 - mⁿ) s.
        using (no_grad())
        {
            foreach (var parameter in jepa.Encoder.parameters())
                parameter.add_(1);
        }

        for (var n = 0; n < 3; n++)
            jepa.UpdateTeacher(0.9);
        var (kept, gained) = (Math.Pow(0.9, 3), 1 - Math.Pow(0.9, 3));
        foreach (var (name, student) in jepa.Encoder.state_dict())
            Encoders.EncoderBattery.Close((first[name] * kept) + (student.detach() * gained), jepa.Teacher.state_dict()[name], name);
    }

    [Fact]
    public void TheStudentSeesNoMaskedTokenAndTheTargetIsTheTeachers()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var jepa = ObjectiveCases.MakeJepa();
        jepa.eval();
        var x = ObjectiveCases.All.Single(c => c.Name == "Jepa").Inputs();
        var kept = x[1];
        var changed = x[0].clone();
        changed.narrow(1, 2, 3).add_(3);
        Encoders.EncoderBattery.Close(jepa.Encoder.Encode(x[0], subset: kept).Tokens, jepa.Encoder.Encode(changed, subset: kept).Tokens, "masked tokens");
        Assert.NotEqual(jepa.Compute(x[0], kept, x[2], x[3]).Total.ToDouble(), jepa.Compute(changed, kept, x[2], x[3]).Total.ToDouble());
    }

    [Fact]
    public void CollapseIsSeen()
    {
        using var scope = NewDisposeScope();
        var line = linspace(-1, 1, 50, dtype: ScalarType.Float64).unsqueeze(1) * ones([1, 8], dtype: ScalarType.Float64);
        Assert.Equal(1, CollapseMonitor.EffectiveRank(line).ToDouble(), 1e-6);
        Assert.Equal(8, CollapseMonitor.EffectiveRank(cat([eye(8, dtype: ScalarType.Float64), -eye(8, dtype: ScalarType.Float64)], 0)).ToDouble(), 1e-9);
        Assert.Equal(0, CollapseMonitor.Deviation(ones(5, 3)).ToDouble(), 1e-7);
        Assert.Equal(1, CollapseMonitor.Deviation(cat([ones(5, 3), -ones(5, 3)], 0)).ToDouble(), 1e-6);
    }

    [Fact]
    public void PrototypeTermsAreWhatTheySay()
    {
        using var scope = NewDisposeScope();
        var similarities = tensor(new[] { 0.9, 0.2, 0.4, -0.1, 0.7, 0.3 }).reshape(2, 3);
        var labels = tensor(new[] { true, false, false, true }).reshape(2, 2);
        var prototypes = tensor(new[] { 1.0, 0, 0, 1, 1, 1 }).reshape(3, 2);
        var loss = new PrototypeLosses(new() { ClusterWeight = 1, SeparationWeight = 1, DiversityWeight = 1 }).Compute(similarities, labels, tensor(new long[] { 0, 1, 0 }), prototypes);
        Assert.Equal(-(0.9 + 0.7) / 2, loss["cluster"].ToDouble(), 1e-12);
        Assert.Equal((0.2 + 0.3) / 2, loss["separation"].ToDouble(), 1e-12);
        Assert.Equal(4 * 0.5 / 6, loss["diversity"].ToDouble(), 1e-12);
    }

    [Fact]
    public void ALossNeedsNamedScalars()
    {
        Assert.Throws<ArgumentException>(() => new LossTerms());
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => new LossTerms(new LossTerm("a", ones(2)))).Message);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => new LossTerms(new LossTerm("a", ones(1)), new LossTerm("a", ones(1)))).Message);
        var sum = new LossTerms(new LossTerm("a", ones(1), 2)).Plus(new LossTerms(new LossTerm("b", ones(1), 3)).Watch("w", ones(1)), 0.5);
        Assert.Equal(3.5, sum.Total.ToDouble());
        Assert.Equal("w", Assert.Single(sum.Watched).Name);
        Assert.Throws<KeyNotFoundException>(() => sum["c"]);
    }

    [Fact]
    public void NothingMaskedIsRefused()
    {
        var x = rand(2, 3, 4);
        var none = zeros([2, 3], dtype: ScalarType.Bool);
        Assert.Contains("nothing is masked", Assert.Throws<ArgumentException>(() => new MaskedReconstruction(new()).Compute(x, x, none)).Message);
        Assert.Contains("share a label", Assert.Throws<ArgumentException>(() => new SupervisedContrastive(new()).Compute(rand(2, 3), arange(2))).Message);
    }
}
