using Engram.Interpretability.Circuits;
using Engram.Interpretability.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Tests;

/// <summary>Heads of a small attention-only model: reading them, replacing them, and the first-order guess of that.</summary>
public class HeadAblationTests
{
    private static readonly AttentionOnlyConfig Small = new() { Vocabulary = 9, Length = 6, Dimension = 8, Heads = 2 };

    [Fact]
    public void HeadsAddUpToTheModelAndOnlyThePastIsRead()
    {
        manual_seed(1);
        using var model = new AttentionOnlyTransformer(Small);
        using var none = no_grad();
        var tokens = Tokens(4, 2);
        var patterns = new List<Tensor>();
        var logits = model.Logits(tokens, patterns: patterns);
        Assert.Equal([4L, 6, 9], logits.shape);
        Assert.Equal(2, patterns.Count);
        Assert.True((patterns[0].sum([-1L]) - 1).abs().max().ToDouble() < 1e-5);
        Assert.Equal(0, patterns[1].triu(1).abs().max().ToDouble());
        Assert.True(model.Logits(tokens.narrow(1, 0, 3)).allclose(logits.narrow(1, 0, 3), 1e-5, 1e-5)); // later tokens change nothing before them
        var full = HeadOutputs.Full(model, tokens);
        Assert.True(model.Logits(tokens, (layer, _) => full[layer]).allclose(logits));
        var mean = HeadOutputs.Collect(model, tokens);
        Assert.Equal([4L, 4, 8], mean.shape);
        Assert.True(mean.select(1, 3).allclose(full[1].select(1, 1).mean([1L])));
        Assert.True(HeadOutputs.Collect(model, tokens, HeadPooling.Last).select(1, 0).allclose(full[0].select(1, 0).select(1, 5)));
        Assert.Throws<ArgumentException>(() => model.call(Tokens(1, 1).narrow(0, 0, 1).squeeze(0)));
        Assert.Throws<ArgumentException>(() => new AttentionOnlyTransformer(Small with { Heads = 3 }));
    }

    [Fact]
    public void AHeadThatIsReplacedByItselfIsWorthNothingAndThatOfNoUseIsToo()
    {
        manual_seed(2);
        using var model = new AttentionOnlyTransformer(Small);
        using var none = no_grad();
        model.get_parameter("layers.1.output")!.narrow(0, 1, 1).zero_(); // head 3 writes nothing
        var (tokens, other) = (Tokens(5, 3), Tokens(5, 4));
        var ablation = new HeadAblation(model, logits => logits.square().mean());
        Assert.All(ablation.Rises(tokens, tokens, AblationKind.Resample), r => Assert.Equal(0, r, 6));
        foreach (var kind in Enum.GetValues<AblationKind>())
        {
            var rises = ablation.Rises(tokens, other, kind);
            Assert.Equal(0, rises[3], 6);
            Assert.True(Math.Abs(rises[0]) > 1e-4);
        }

        Assert.Throws<ArgumentException>(() => ablation.Rises(tokens, Tokens(4, 1), AblationKind.Resample));
    }

    // A loss that is linear in the logits, and a last layer that reaches them through a norm alone: for a small step the guess is right.
    [Fact]
    public void AttributionPatchingIsTheSlopeOfMeanAblation()
    {
        manual_seed(3);
        using var model = new AttentionOnlyTransformer(Small);
        using (no_grad())
            model.get_parameter("layers.1.output")!.mul_(1e-2);
        var (tokens, other) = (Tokens(6, 5), Tokens(6, 6));
        Tensor Loss(Tensor logits) => logits.select(2, 1).mean();
        var guess = AttributionPatching.Rises(model, tokens, other, Loss);
        var real = new HeadAblation(model, Loss).Rises(tokens, other, AblationKind.Mean);
        var scale = Math.Max(Math.Abs(real[2]), Math.Abs(real[3]));
        Assert.Equal(real[2] / scale, guess[2] / scale, 0.1);
        Assert.Equal(real[3] / scale, guess[3] / scale, 0.1);
    }

    private static Tensor Tokens(int examples, ulong seed)
    {
        using var generator = new Generator(seed);
        return randint(0, 9, [examples, 6], generator: generator);
    }
}
