using Engram.Modeling.Encoders;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.Lipcot;

/// <summary>
/// LiPCoT's classifier: dropout and one matrix on the encoding of [CLS]; the sigmoids of both outputs are divided by their sum, p_c = σ(z_c) / Σ σ(z),
/// and the loss is the binary cross entropy of these, which for two classes is -log p of the right one.
/// </summary>
public sealed class TokenSentenceClassifier : nn.Module<Tensor, Tensor>
{
    private readonly BertEncoder encoder;
    private readonly Dropout drop;
    private readonly Linear output;

    /// <summary>A classifier with a fresh matrix from torch's shared generator.</summary>
    /// <param name="encoder">Pretrained or not; it learns on.</param>
    public TokenSentenceClassifier(BertEncoder encoder)
        : base(nameof(TokenSentenceClassifier))
    {
        ArgumentNullException.ThrowIfNull(encoder);
        this.encoder = encoder;
        drop = nn.Dropout(encoder.Config.Dropout);
        output = nn.Linear(encoder.Config.Width, 2);
        RegisterComponents();
    }

    /// <summary>The chances of both classes, [batch, 2].</summary>
    /// <param name="sentences">[batch, token].</param>
    public override Tensor forward(Tensor sentences)
    {
        var chances = output.call(drop.call(encoder.call(sentences).select(1, 0))).sigmoid();
        return chances / chances.sum([-1L], keepdim: true);
    }

    /// <summary>The loss of labelled sentences.</summary>
    /// <param name="sentences">[batch, token].</param>
    /// <param name="labels">[batch], int64, 0 or 1.</param>
    public Tensor Loss(Tensor sentences, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return -call(sentences).gather(1, labels.unsqueeze(1)).log().mean();
    }

    /// <summary>The chance of class 1 for each sentence.</summary>
    /// <param name="sentences">[sentence, token].</param>
    public double[] Scores(Tensor sentences)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        eval();
        return call(sentences).select(1, 1).to_type(float64).data<double>().ToArray();
    }
}
