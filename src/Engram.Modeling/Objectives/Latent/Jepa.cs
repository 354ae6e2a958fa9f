using Engram.Modeling.Configuration;
using Engram.Modeling.Decoders;
using Engram.Modeling.Encoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>
/// Joint-embedding prediction (Assran et al. 2023; ECG-JEPA): the student sees the kept tokens, a predictor tells the teacher's features of
/// the masked ones, <c>mean |z - sg h|</c>. The teacher sees all tokens and follows the student. Collapse is watched.
/// </summary>
public sealed class Jepa : nn.Module
{
    private readonly TokenTransformer encoder;
    private readonly EmaTeacher<TokenTransformer> teacher;
    private readonly MaskedTokenDecoder predictor;
    private readonly JepaConfig config;

    /// <summary>An objective with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public Jepa(JepaConfig config)
        : base(nameof(Jepa))
    {
        config.Validate();
        this.config = config;
        encoder = new(config.Encoder);
        teacher = new(encoder, () => new(config.Encoder));
        predictor = new(new() { InputWidth = config.Encoder.Width, OutputWidth = config.Encoder.Width, Transformer = config.Predictor });
        RegisterComponents();
    }

    /// <summary>The student.</summary>
    public TokenTransformer Encoder => encoder;

    /// <summary>The teacher, whose weights ECG-JEPA evaluates.</summary>
    public TokenTransformer Teacher => teacher.Network;

    /// <summary>The loss, as the term <c>prediction</c>, with the teacher's <c>feature_deviation</c> and <c>effective_rank</c> beside it.</summary>
    /// <param name="tokens">All tokens with their positions, [batch, token, feature].</param>
    /// <param name="kept">Places the student sees, [batch, kept].</param>
    /// <param name="masked">Places to predict, [batch, masked].</param>
    /// <param name="positions">Position codes of the predictor, [batch or 1, token, predictor feature].</param>
    /// <exception cref="ArgumentException">A shape is wrong, or the batch is empty.</exception>
    public LossTerms Compute(Tensor tokens, Tensor kept, Tensor masked, Tensor positions)
    {
        var predicted = predictor.call(encoder.Encode(tokens, subset: kept).Tokens, kept, masked, positions);
        Tensor features;
        using (no_grad())
            features = teacher.Network.Encode(tokens.detach()).Tokens;
        var target = TokenTransformer.Select(features, masked);
        return new LossTerms(new LossTerm("prediction", Distances.Between(config.Distance, predicted, target).mean()))
            .Watch("feature_deviation", CollapseMonitor.Deviation(features))
            .Watch("effective_rank", CollapseMonitor.EffectiveRank(features));
    }

    /// <summary>Moves the teacher towards the student, once a step.</summary>
    /// <param name="momentum">m, in [0, 1].</param>
    public void UpdateTeacher(double momentum) => teacher.Update(encoder, momentum);
}
