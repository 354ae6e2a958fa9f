using Engram.Modeling.Decoders;
using Engram.Modeling.Encoders;
using Engram.Modeling.Masking;
using Engram.Modeling.Objectives;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Lipcot;

/// <summary>LiPCoT's language model: a BERT encoder over one token an electrode, with the head that tells hidden tokens.</summary>
public sealed class TokenLanguageModel : nn.Module<Tensor, Tensor>
{
    private readonly BertEncoder encoder;
    private readonly TiedCodeHead head;
    private readonly RandomMask mask;
    private readonly TokenReplacement replacement;
    private readonly MaskedCodePrediction objective = new(new());

    /// <summary>A model with fresh weights from torch's shared generator.</summary>
    /// <param name="config">Settings of the encoder.</param>
    /// <param name="ratio">Share of the tokens of a sentence that are to be told.</param>
    public TokenLanguageModel(BertEncoderConfig config, double ratio = 0.15)
        : base(nameof(TokenLanguageModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        encoder = new(config);
        head = new(config.Width, config.Vocabulary);
        mask = new(new() { Ratio = ratio });
        replacement = new(new() { MaskId = SpecialIds.Mask, FirstId = SpecialIds.FirstCode, Vocabulary = config.Vocabulary });
        RegisterComponents();
    }

    /// <summary>The encoder.</summary>
    public BertEncoder Encoder => encoder;

    /// <summary>The logits of every id at every place, [batch, token, id].</summary>
    /// <param name="ids">Sentences, [batch, token].</param>
    public override Tensor forward(Tensor ids) => head.call(encoder.call(ids), encoder.Words);

    /// <summary>The masked-token loss of sentences.</summary>
    /// <param name="sentences">[batch, token] with [CLS] first and [SEP] last, which are never to be told.</param>
    /// <param name="random">Draws what is hidden.</param>
    public Tensor Loss(Tensor sentences, SeededRandom random)
    {
        var (seen, hidden) = Hide(sentences, random);
        return objective.Compute(call(seen), sentences, hidden).Total;
    }

    /// <summary>How well hidden tokens of sentences are told: exp of the mean loss, and how often the true token is not among the five most probable.</summary>
    /// <param name="sentences">[sentence, token].</param>
    /// <param name="random">Draws what is hidden.</param>
    /// <param name="rounds">Times that each sentence is hidden anew.</param>
    public (double Perplexity, double TopFiveError) Evaluate(Tensor sentences, SeededRandom random, int rounds)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        eval();
        var (loss, missed) = (0.0, 0.0);
        for (var round = 0; round < rounds; round++)
        {
            var (seen, hidden) = Hide(sentences, random);
            var logits = call(seen);
            loss += objective.Compute(logits, sentences, hidden).Total.ToDouble() / rounds;
            var found = logits.topk(5).Item2.eq(sentences.unsqueeze(-1)).any(-1);
            missed += (1 - found.masked_select(hidden).to_type(float32).mean().ToDouble()) / rounds;
        }

        return (Math.Exp(loss), missed);
    }

    private (Tensor Seen, Tensor Hidden) Hide(Tensor sentences, SeededRandom random)
    {
        var (batch, codes) = ((int)sentences.shape[0], (int)sentences.shape[1] - 2);
        var chosen = mask.Draw(new(1, codes), batch, random);
        var seen = replacement.Apply(sentences.narrow(1, 1, codes), chosen, random);
        var ends = zeros([batch, 1], dtype: ScalarType.Bool);
        return (cat([sentences.narrow(1, 0, 1), seen, sentences.narrow(1, codes + 1, 1)], 1), cat([ends, chosen.Mask(), ends], 1));
    }
}
