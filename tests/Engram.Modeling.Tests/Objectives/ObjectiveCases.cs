using Engram.Modeling.Encoders;
using Engram.Modeling.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Objectives;

/// <summary>The registry: every public objective.</summary>
internal static class ObjectiveCases
{
    private static readonly MaskedReconstructionConfig Reconstruction = new() { Distance = Distance.Huber, NormaliseTargets = true };
    private static readonly ContrastiveConfig Contrastive = new() { Temperature = 0.5 };
    private static readonly EvidenceLowerBoundConfig Bound = new() { DivergenceWeight = 0.5 };
    private static readonly DenoisingConfig Noise = new() { Steps = 20, Target = DiffusionTarget.Velocity };
    private static readonly JepaConfig JepaSettings = new() { Encoder = new() { Width = 8, Depth = 1, Heads = 2 }, Predictor = new() { Width = 6, Depth = 1, Heads = 2 } };
    private static readonly AmplitudePhaseConfig AllBins = new() { Sides = SpectrumSides.Both, StandardiseAmplitude = true };
    private static readonly MaskedCodePredictionConfig Codes = new() { LabelSmoothing = 0.1 };

    internal static IReadOnlyList<ObjectiveCase> All { get; } =
    [
        new ObjectiveCase("MaskedReconstruction", typeof(MaskedReconstruction), ["reconstruction"], () => [Normal(1, 4, 5, 6), Normal(2, 4, 5, 6), Mask(4, 5)], x => new MaskedReconstruction(Reconstruction).Compute(x[0], x[1], x[2])).With(Reconstruction),
        new ObjectiveCase("MaskedCodePrediction", typeof(MaskedCodePrediction), ["code_prediction"], () => [Normal(1, 4, 5, 6), Integers(6, 4, 5), Mask(4, 5)], x => new MaskedCodePrediction(Codes).Compute(x[0], x[1], x[2])).With(Codes),
        new ObjectiveCase("AmplitudePhase", typeof(AmplitudePhase), ["amplitude", "phase", "circle"], () => [Normal(1, 4, 2, 5), Normal(2, 4, 2, 5), Normal(3, 4, 2, 5), Normal(4, 4, 2, 8)], x => new AmplitudePhase(new()).Compute(x[0], x[1], x[2], x[3])) { Learned = [0, 1, 2] }.With(new AmplitudePhaseConfig()),
        new ObjectiveCase("AmplitudePhase, all bins", typeof(AmplitudePhase), ["amplitude", "phase", "circle"], () => [Normal(1, 4, 2, 8), Normal(2, 4, 2, 8), Normal(3, 4, 2, 8), Normal(4, 4, 2, 8)], x => new AmplitudePhase(AllBins).Compute(x[0], x[1], x[2], x[3])) { Learned = [0, 1, 2] }.With(AllBins),
        new ObjectiveCase("SoftAlignment", typeof(SoftAlignment), ["alignment"], () => [Normal(1, 4, 2, 7), Normal(2, 4, 2, 5)], x => new SoftAlignment(new() { Divergence = true }).Compute(x[0], x[1])).With(new SoftAlignmentConfig { Gamma = 0.5, Divergence = true }),
        new ObjectiveCase("InfoNce", typeof(InfoNce), ["info_nce"], () => [Normal(1, 4, 6), Normal(2, 4, 6)], x => new InfoNce(Contrastive).Compute(x[0], x[1])) { Learned = [0, 1] }.With(Contrastive),
        new ObjectiveCase("NtXent", typeof(NtXent), ["nt_xent"], () => [Normal(1, 4, 6), Normal(2, 4, 6)], x => new NtXent(Contrastive).Compute(x[0], x[1])) { Learned = [0, 1] }.With(Contrastive),
        new ObjectiveCase("SupervisedContrastive", typeof(SupervisedContrastive), ["supervised_contrastive"], () => [Normal(1, 4, 6), tensor(new long[] { 1, 0, 1, 2 })], x => new SupervisedContrastive(Contrastive).Compute(x[0], x[1])).With(Contrastive),
        new ObjectiveCase("SigmoidContrastive", typeof(SigmoidContrastive), ["sigmoid_contrastive"], () => [Normal(1, 4, 6), Normal(2, 4, 6)], x => new SigmoidContrastive().call(x[0], x[1])) { Learned = [0, 1] },
        new ObjectiveCase("Byol", typeof(Byol), ["byol"], () => [Normal(1, 4, 6), Normal(2, 4, 6), Normal(3, 4, 6), Normal(4, 4, 6)], x => Byol.Compute(x[0], x[1], x[2], x[3])) { Learned = [0, 1] },
        new ObjectiveCase("Jepa", typeof(Jepa), ["prediction"], () => [Normal(1, 4, 5, 8), Places(4, 0, 2), Places(4, 2, 3), Normal(2, 1, 5, 6)], x => MakeJepa().Compute(x[0], x[1], x[2], x[3])) { Learned = [0, 3], Shared = [3] }.With(JepaSettings),
        new ObjectiveCase("EvidenceLowerBound", typeof(EvidenceLowerBound), ["reconstruction", "divergence"], () => [Normal(1, 4, 3, 6), Normal(2, 4, 3, 6), Normal(3, 4, 2, 2), Normal(4, 4, 2, 2)], x => new EvidenceLowerBound(Bound).Compute(x[0], x[1], new(x[2], x[3]))) { Learned = [0, 2, 3] }.With(Bound),
        new ObjectiveCase("Denoising", typeof(Denoising), ["denoising"], () => [Normal(1, 4, 6), Normal(2, 4, 6), tensor(new long[] { 1, 7, 20, 3 }), Normal(3, 6, 6)], x => new Denoising(Noise).Compute((noisy, step) => matmul(noisy, x[3]), x[0].detach(), x[2], x[1].detach())) { Learned = [3], Shared = [3] }.With(Noise),
        new ObjectiveCase("WassersteinGradientPenalty critic", typeof(WassersteinGradientPenalty), ["made", "real", "gradient_penalty"], () => [Normal(1, 4, 3, 2), Normal(2, 4, 3, 2), Normal(3, 4).sigmoid(), Normal(4, 6, 1)], x => new WassersteinGradientPenalty(new()).Critic(s => matmul(s.flatten(1), x[3]).tanh(), x[0], x[1], x[2])) { Learned = [3], Shared = [3] }.With(new WassersteinGradientPenaltyConfig()),
        new ObjectiveCase("WassersteinGradientPenalty generator", typeof(WassersteinGradientPenalty), ["generator"], () => [Normal(1, 4, 3)], x => new WassersteinGradientPenalty(new()).Generator(s => s.tanh().sum(1), x[0])),
        new ObjectiveCase("PrototypeLosses", typeof(PrototypeLosses), ["cluster", "separation", "diversity"], () => [Normal(1, 4, 5), Mask(4, 3), tensor(new long[] { 0, 1, 2, 0, 1 }), Normal(2, 5, 6)], x => new PrototypeLosses(new()).Compute(x[0], x[1], x[2], x[3])) { Learned = [0, 3], Shared = [2, 3] }.With(new PrototypeConfig()),
    ];

    internal static Tensor Normal(long seed, params long[] shape)
    {
        using var generator = new Generator((ulong)seed);
        return randn(shape, dtype: ScalarType.Float64, generator: generator);
    }

    internal static Jepa MakeJepa()
    {
        manual_seed(4);
        var jepa = new Jepa(JepaSettings);
        jepa.to(ScalarType.Float64);
        return jepa;
    }

    // True at every third place, so that rows differ.
    private static Tensor Mask(long rows, long columns) => (arange(rows * columns) % 3).eq(0).reshape(rows, columns);

    private static Tensor Integers(long bound, long rows, long columns) => (arange(rows * columns) * 5 % bound).reshape(rows, columns);

    private static Tensor Places(long batch, long from, long count) => (arange(count) + from).unsqueeze(0).expand(batch, -1).contiguous();
}
