using Engram.Modeling.Generative;
using Engram.Modeling.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Generative;

/// <summary>With the exact denoiser of a normal distribution, samplers make that distribution.</summary>
public class DiffusionSamplerTests
{
    private const double Deviation = 0.6;

    // With few steps the small posterior variance makes the samples too narrow (0.566 at 50 steps); the bias falls as 1/T.
    private static readonly NoiseSchedule Schedule = new(NoiseScheduleKind.Cosine, 500);

    [Theory]
    [InlineData(DiffusionTarget.Epsilon)]
    [InlineData(DiffusionTarget.Signal)]
    [InlineData(DiffusionTarget.Velocity)]
    public void TheExactDenoiserGivesTheDistributionBack(DiffusionTarget target)
    {
        using var scope = NewDisposeScope();
        var sampler = new DiffusionSampler(Schedule, target);
        using Generator a = new(1), b = new(1);
        var ancestral = sampler.Ancestral(Exact(target), [20_000, 1], a);
        Assert.Equal(Deviation, ancestral.std().ToDouble(), 0.015);
        Assert.Equal(0, ancestral.mean().ToDouble(), 0.02);
        var deterministic = sampler.Deterministic(Exact(target), [20_000, 1], b, 250);
        Assert.Equal(Deviation, deterministic.std().ToDouble(), 0.015);
    }

    [Fact]
    public void SameSeedSameSamplesAndATokenEndsIt()
    {
        using var scope = NewDisposeScope();
        var sampler = new DiffusionSampler(Schedule, DiffusionTarget.Signal);
        Tensor Make(ulong seed)
        {
            using var generator = new Generator(seed);
            return sampler.Ancestral(Exact(DiffusionTarget.Signal), [4, 3], generator);
        }

        Assert.True(Make(1).equal(Make(1)).all().ToBoolean());
        Assert.False(Make(1).equal(Make(2)).all().ToBoolean());
        using var own = new Generator(1);
        Assert.Throws<OperationCanceledException>(() => sampler.Ancestral(Exact(DiffusionTarget.Signal), [4, 3], own, new(canceled: true)));
        Assert.Throws<ArgumentOutOfRangeException>(() => sampler.Deterministic(Exact(DiffusionTarget.Signal), [4, 3], own, 501));
    }

    // For x₀ ~ N(0, s²): E[x₀ | x_t] = √ᾱ s² / (ᾱ s² + 1 - ᾱ) x_t, and v = √ᾱ √(1-ᾱ) (1 - s²) / (ᾱ s² + 1 - ᾱ) x_t.
    private static Func<Tensor, Tensor, Tensor> Exact(DiffusionTarget target) => (x, step) =>
    {
        var a = Schedule.AlphaBar[(int)step[0].ToInt64()];
        var total = (a * Deviation * Deviation) + 1 - a;
        return target switch
        {
            DiffusionTarget.Signal => x * (Math.Sqrt(a) * Deviation * Deviation / total),
            DiffusionTarget.Epsilon => x * (Math.Sqrt(1 - a) / total),
            _ => x * (Math.Sqrt(a * (1 - a)) * (1 - (Deviation * Deviation)) / total),
        };
    };
}
