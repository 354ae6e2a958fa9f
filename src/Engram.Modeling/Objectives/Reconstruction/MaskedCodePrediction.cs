using Engram.Modeling.Configuration;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Objectives;

/// <summary>The codes of masked tokens are to be told: cross entropy over masked tokens only (BERT, Devlin et al. 2019; LaBraM).</summary>
public sealed class MaskedCodePrediction
{
    private readonly MaskedCodePredictionConfig config;

    /// <summary>An objective.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public MaskedCodePrediction(MaskedCodePredictionConfig config)
    {
        config.Validate();
        this.config = config;
    }

    /// <summary>The loss, as the term <c>code_prediction</c>, with the masked <c>accuracy</c> beside it.</summary>
    /// <param name="logits">[batch, token, code].</param>
    /// <param name="codes">[batch, token], 64-bit indices.</param>
    /// <param name="masked">[batch, token], true where the token was hidden.</param>
    /// <exception cref="ArgumentException">A shape is wrong, the batch is empty, or nothing is masked.</exception>
    public LossTerms Compute(Tensor logits, Tensor codes, Tensor masked)
    {
        Expect.Shape(logits, nameof(MaskedCodePrediction), "batch, token, code", -1, -1, -1);
        Expect.Shape(codes, $"{nameof(MaskedCodePrediction)}, codes", "batch, token", logits.shape[0], logits.shape[1]);
        var losses = F.cross_entropy(logits.flatten(0, 1), codes.flatten(), reduction: nn.Reduction.None, label_smoothing: config.LabelSmoothing).reshape(codes.shape);
        var right = logits.argmax(-1).eq(codes).to(logits.dtype);
        return new LossTerms(new LossTerm("code_prediction", MaskedReconstruction.Mean(losses, masked, nameof(MaskedCodePrediction))))
            .Watch("accuracy", MaskedReconstruction.Mean(right, masked, nameof(MaskedCodePrediction)));
    }
}
