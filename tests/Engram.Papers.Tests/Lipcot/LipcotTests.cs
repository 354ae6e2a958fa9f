using Engram.Data;
using Engram.Modeling.Encoders;
using Engram.Modeling.Tokenizers;
using Engram.Papers.Lipcot;
using Engram.Signals.LinearPrediction;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using MathNet.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Tests.Lipcot;

/// <summary>The checks of LiPCoT that are not in LpcTests of Engram.Modeling.Tests: predictors, language model, sentences, sizes.</summary>
public class LipcotTests
{
    private static readonly LipcotConfig Small = new()
    {
        Width = 8, FeedForwardWidth = 12, Starts = 1,
        Pretraining = new() { Steps = 2, Batch = 4, LearningRate = 1e-3 }, FineTuning = new() { Steps = 2, Batch = 4, LearningRate = 1e-3 },
        SimulatedPretraining = new() { Steps = 3, Batch = 4, LearningRate = 1e-3 }, SimulatedFineTuning = new() { Steps = 2, Batch = 4, LearningRate = 1e-3 }, Network = new() { Steps = 2, Batch = 4, LearningRate = 1e-3 },
        Simulation = new() { Subjects = 16, Segments = 2, Electrodes = 8 }, LabelledSubjects = 4,
    };

    [Fact]
    public void BurgIsStableForAnyInputThatIsNotConstant()
    {
        var random = new SeededRandom(4);
        double[] Draw(Func<int, double> of) => [.. Enumerable.Range(0, 300).Select(of)];
        double[][] inputs = [Draw(_ => random.NextGaussian()), Draw(t => t), Draw(t => t == 7 ? 1 : 0), Draw(t => Math.Sin(0.3 * t)), Draw(t => 5 + random.NextDouble()), Draw(t => t % 2), Draw(t => Math.Exp(t / 20.0))];
        foreach (var input in inputs)
        {
            Assert.All(LinearPredictor.Burg(input, 8).Reflections, k => Assert.True(Math.Abs(k) < 1 + 1e-12));

            // of order 2, since roots of eight poles that nearly meet, as a ramp's do, cannot be computed to better than 0.01
            var model = LinearPredictor.Burg(input, 2);
            Assert.All(FindRoots.Polynomial([.. model.Coefficients.Reverse(), 1]), pole => Assert.True(pole.Magnitude < 1 + 1e-6));
        }
    }

    [Fact]
    public void WhiteNoiseIsNotPredictedAndTheErrorIsTheProductOfTheReflections()
    {
        var random = new SeededRandom(5);
        double[] noise = [.. Enumerable.Range(0, 100_000).Select(_ => 3 * random.NextGaussian())];
        var model = LinearPredictor.Burg(noise, 8);
        var power = noise.Average(x => x * x);
        Assert.All(model.Coefficients, a => Assert.Equal(0, a, 0.02));
        Assert.Equal(power, model.NoiseVariance, 0.01 * power);
        Assert.Equal(power * model.Reflections.Aggregate(1.0, (p, k) => p * (1 - (k * k))), model.NoiseVariance, 1e-9);
    }

    [Theory]
    [InlineData(LpcFeatures.Coefficients)]
    [InlineData(LpcFeatures.Cepstrum)]
    public void ACentreAsAPredictorAndBackHasItsOwnCode(LpcFeatures features)
    {
        using var scope = NewDisposeScope();
        var random = new SeededRandom(6);
        var library = ResonantState.Library(8, [4, 8, 12, 20], 1, random);
        var drawn = library.SelectMany(s => Enumerable.Range(0, 20).SelectMany(_ => s.Draw(256, 128, random))).Select(v => (float)v).ToArray();
        var tokenizer = new LpcTokenizer(new() { Order = 4, Codes = 8, Features = features, Burg = true }).Fit(new(tensor(drawn).reshape(-1, 1, 256), 128));
        var tokens = tokenizer.Encode(new(tensor(drawn).reshape(-1, 1, 256), 128));
        for (long code = 0; code < 8; code++)
        {
            // the features of a coded token are its centre's: coming back to them is coming back to the code
            var row = (int)tokens.Codes!.flatten().eq(code).nonzero()[0, 0].ToInt64();
            var centre = tokens.Features[row, 0].to_type(float64).data<double>().ToArray();
            var model = tokenizer.Model(centre, 128);
            double[] again = [.. features == LpcFeatures.Coefficients ? model.Coefficients : model.Cepstrum(4).Select((c, i) => Math.Sqrt(i + 1) * c), Math.Log10(model.NoiseVariance)];
            Assert.All(centre.Zip(again), p => Assert.Equal(p.First, p.Second, 5));
        }
    }

    [Fact]
    public void VocabularyIsFittedOnTrainingSegmentsAlone()
    {
        using var scope = NewDisposeScope();
        var set = Small.Simulation.Draw(new(7));
        Tensor Codes(double factor)
        {
            var flat = set.Trials.SelectMany((t, i) => t.SelectMany(row => row.Select(v => (float)(v * (i < 20 ? 1 : factor))))).ToArray();
            return StateTokens.Codes(TokenKind.Cepstrum, Small, new(tensor(flat).reshape(32, 8, 256), 128), [.. Enumerable.Range(0, 20)]);
        }

        var (plain, changed) = (Codes(1), Codes(1000));
        Assert.True(plain.narrow(0, 0, 20).equal(changed.narrow(0, 0, 20)).all().ToBoolean());
        Assert.False(plain.narrow(0, 20, 12).equal(changed.narrow(0, 20, 12)).all().ToBoolean());
    }

    [Fact]
    public void TheMaskedLossHasNoGradientFromTokensThatWereNotHidden()
    {
        using var scope = NewDisposeScope();
        var logits = randn(3, 7, 9, requires_grad: true);
        var masked = tensor(new[] { true, false, false, true, false, false, false }).expand(3, 7);
        new Modeling.Objectives.MaskedCodePrediction(new()).Compute(logits, randint(0, 9, [3, 7], int64), masked).Total.backward();
        Assert.True(logits.grad!.abs().sum([-1L]).gt(0).equal(masked).all().ToBoolean());
    }

    [Fact]
    public void SpecialTokensAreNeverHidden()
    {
        using var scope = NewDisposeScope();
        var sentences = SpecialIds.Sentences(arange(24, int64).reshape(4, 6) % 12);
        Assert.Equal([4, 8], sentences.shape);
        Assert.True(sentences.select(1, 0).eq(SpecialIds.Class).all().ToBoolean());
        Assert.True(sentences.select(1, 7).eq(SpecialIds.Separator).all().ToBoolean());
        Assert.Equal(5, sentences[0, 1].ToInt64());

        // an untrained head gives every id the same chance but for noise of its small weights: perplexity near the vocabulary
        manual_seed(3);
        using var model = new TokenLanguageModel(Small.Encoder(12, 6), 0.5);
        var (perplexity, missed) = model.Evaluate(sentences, new(1), 20);
        Assert.Equal(17, perplexity, 0.5);
        Assert.InRange(missed, 0.4, 1);
    }

    [Fact]
    public void OutputsAreSigmoidsThatAddUpToOne()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var classifier = new TokenSentenceClassifier(new BertEncoder(Small.Encoder(12, 6)));
        classifier.eval();
        var sentences = SpecialIds.Sentences(arange(24, int64).reshape(4, 6) % 12);
        var chances = classifier.call(sentences);
        Assert.True(chances.sum([-1L]).allclose(ones(4)));
        var loss = classifier.Loss(sentences, tensor(new long[] { 0, 1, 1, 0 }));
        var second = classifier.Scores(sentences);
        Assert.Equal(-(Math.Log(1 - second[0]) + Math.Log(second[1]) + Math.Log(second[2]) + Math.Log(1 - second[3])) / 4, loss.ToDouble(), 5);
    }

    [Fact]
    public void PublishedModelHasItsParameters()
    {
        var published = LipcotConfig.Published;
        using var model = new TokenLanguageModel(published);
        // the library that the paper used also holds tables of absolute places (64) and of sentence kinds (2), which relative positions leave idle
        var idle = (published.Length + 2) * published.Width;
        Assert.Equal(11_338_821, model.parameters().Sum(p => p.numel()) + idle);
        Assert.Equal(PdTokens.Vocabulary, published.Vocabulary);
        Assert.Equal((16, 64, 5.0, 0.2), (LipcotConfig.PublishedTokenizer.Order, LipcotConfig.PublishedTokenizer.Codes, LipcotConfig.PublishedTokenizer.Window, LipcotConfig.PublishedTokenizer.Warp));
        new LpcTokenizer(LipcotConfig.PublishedTokenizer).Dispose();
    }

    [Fact]
    public void SentencesOfThePaperHaveItsCountsAndLabels()
    {
        if (StagedData.Folder("lipcot-pd-tokens") is not { } folder)
            return;
        var data = PdTokens.Load(new(folder, ""));
        Assert.Equal((322L, 138L, 92L, 61L), (data.Train.shape[0], data.Validation.shape[0], data.Test.shape[0], data.Test.shape[1]));
        Assert.Equal((22 * 7, 22 * 3, 22 * 2), (data.TrainLabels.Sum(), data.ValidationLabels.Sum(), data.TestLabels.Sum()));
        Assert.Equal(68, data.Train.max().ToInt64());
        Assert.Throws<DataException>(() => PdTokens.Load(new(null, "")));
    }

    [Fact]
    public void RunsSideBySideGiveTheSameBitsAsOneAfterAnother()
    {
        var together = LipcotReproduction.States(Small, 2);
        var alone = StateResult.Run(Small, 1201);
        Assert.Equal((alone.Perplexity, alone.Pretrained, alone.Network, alone.BagBySegment), (together[1].Perplexity, together[1].Pretrained, together[1].Network, together[1].BagBySegment));
        Assert.NotEqual(together[0].Perplexity, together[1].Perplexity);
        Assert.Equal(8, new LipcotResults(together, null, null).Claims().Count);
    }
}
