using Engram.Modeling.Configuration;
using Engram.Modeling.Decoders;
using Engram.Modeling.Encoders;
using Engram.Modeling.Masking;
using Engram.Modeling.Objectives;
using Engram.Modeling.Positions;
using Engram.Modeling.Training;
using Engram.Signals.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>
/// ECG-JEPA (Weimann and Conrad 2024): the student f sees the kept patches of a twelve-lead recording, a predictor g tells the features
/// that the teacher f' gives the masked ones, <c>L = mean |g(f(x_kept)) - f'(x)_masked|</c>; f' follows f and sees all patches.
/// </summary>
public sealed class EcgJepaModel : nn.Module
{
    private readonly PatchTransformer student;
    private readonly EmaTeacher<PatchTransformer> teacher;
    private readonly MaskedTokenDecoder predictor;
    private readonly SinusoidalPosition position;

    /// <summary>A model with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public EcgJepaModel(EcgJepaModelConfig config)
        : base(nameof(EcgJepaModel))
    {
        config.Validate();
        Config = config;
        var width = config.Encoder.Transformer.Width;
        student = new(config.Encoder);
        teacher = new(student, () => new(config.Encoder));
        predictor = new(new() { InputWidth = width, OutputWidth = width, Transformer = config.Predictor });
        position = new(new() { Width = config.Predictor.Width });
        RegisterComponents();
        if (config.Predictor.InitialDeviation is { } deviation)
        {
            using var _ = no_grad();
            foreach (var (name, linear) in predictor.named_children().Where(c => c.module is Linear))
                nn.init.trunc_normal_(((Linear)linear).weight!, 0, deviation, -2 * deviation, 2 * deviation);
        }
    }

    /// <summary>The settings.</summary>
    public EcgJepaModelConfig Config { get; }

    /// <summary>f.</summary>
    public PatchTransformer Student => student;

    /// <summary>f', whose weights the paper evaluates.</summary>
    public PatchTransformer Teacher => teacher.Network;

    /// <summary>
    /// One mask for each sample of a batch: a share r ~ U(least, most) is drawn once, and each sample keeps K = ⌈rN⌉ patches of its own;
    /// the others are masked in runs, or one by one where the settings say so.
    /// </summary>
    /// <param name="patches">N.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="random">Source of share and runs.</param>
    public MaskPartition DrawMask(int patches, int batch, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var share = Config.LeastKept + ((Config.MostKept - Config.LeastKept) * random.NextDouble()); // r
        var kept = (int)Math.Ceiling(patches * share); // K
        var masked = 1 - ((double)kept / patches);
        IMaskSampler sampler = Config.MasksSinglePatches ? new RandomMask(new() { Ratio = masked }) : new BlockMask(new() { Ratio = masked, MinimumBlock = Config.MinimumBlock });
        return sampler.Draw(new(1, patches), batch, random);
    }

    /// <summary>What the predictor says of the masked patches, and what the teacher says.</summary>
    /// <param name="signal">[batch, lead, time].</param>
    /// <param name="mask">Which patches are masked.</param>
    /// <returns>z with its graph and h without, [batch, masked, feature]; all features of the teacher [batch, patch, feature].</returns>
    public (Tensor Predicted, Tensor Target, Tensor Features) Predict(Tensor signal, MaskPartition mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var (kept, masked) = (mask.VisibleIndices(), mask.MaskedIndices());
        Tensor features;
        using (no_grad())
            features = teacher.Network.Encode(signal).Tokens;
        var codes = position.Sequence(mask.Grid.Tokens).unsqueeze(0);
        return (predictor.call(student.Encode(signal, kept).Tokens, kept, masked, codes), TokenTransformer.Select(features, masked), features);
    }

    /// <summary>The loss as the term <c>prediction</c>, with the teacher's <c>feature_deviation</c> beside it and, on request, its <c>effective_rank</c>.</summary>
    /// <param name="signal">[batch, lead, time].</param>
    /// <param name="mask">Which patches are masked.</param>
    /// <param name="watchesRank">Whether the effective rank is computed, which takes as long as a small model's step.</param>
    public LossTerms Loss(Tensor signal, MaskPartition mask, bool watchesRank = false)
    {
        var (predicted, target, features) = Predict(signal, mask);
        var terms = new LossTerms(new LossTerm("prediction", Distance(predicted, target))).Watch("feature_deviation", CollapseMonitor.Deviation(features));
        return watchesRank ? terms.Watch("effective_rank", CollapseMonitor.EffectiveRank(features)) : terms;
    }

    /// <summary>L = mean |z - h| over all masked patches and features; no gradient goes to h.</summary>
    /// <param name="predicted">z.</param>
    /// <param name="target">h.</param>
    public static Tensor Distance(Tensor predicted, Tensor target) => (predicted - target.detach()).abs().mean();

    /// <summary>Moves the teacher towards the student; the paper does so at the start of each step.</summary>
    /// <param name="momentum">m, in [0, 1].</param>
    public void UpdateTeacher(double momentum) => teacher.Update(student, momentum);

    /// <summary>AdamW with β = (0.9, 0.99), ε = 1e-6, and weight decay on matrices and convolutions alone.</summary>
    /// <param name="learningRate">Learning rate.</param>
    /// <param name="weightDecay">Weight decay.</param>
    public AdamW Optimizer(double learningRate, double weightDecay) =>
        ParameterGroups.AdamW(this, learningRate, weightDecay, beta2: 0.99, epsilon: 1e-6, decays: name => name.EndsWith(".weight", StringComparison.Ordinal));
}
