using Engram.Modeling.Tokenizers;
using Engram.Signals.LinearPrediction;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Tokenizers;

public class LpcTests
{
    private static readonly double[] TruePolynomial = [-2 * 0.95 * Math.Cos(2 * Math.PI * 10 / 128), 0.9025];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheCoefficientsOfAnAutoregressiveProcessAreFound(bool burg)
    {
        var tokens = new LpcTokenizer(new() { Order = 2, Features = LpcFeatures.Coefficients, Burg = burg }).Encode(Process(60000, 1e-6));
        var features = tokens.Features.data<float>().ToArray();
        Assert.Equal(TruePolynomial[0], features[0], 0.01 * Math.Abs(TruePolynomial[0]));
        Assert.Equal(TruePolynomial[1], features[1], 0.01);
        Assert.Equal(-12, features[2], 0.02); // log10 of σ² = (1 µV)²
    }

    [Fact]
    public void PolesAreInHertzWhateverTheSamplingRate()
    {
        var features = new LpcTokenizer(new() { Order = 2, Features = LpcFeatures.Poles, Burg = true }).Encode(Process(60000, 1)).Features.data<float>().ToArray();
        Assert.Equal(-2 * Math.Log10(0.05), features[0], 0.05);
        Assert.Equal(10, features[1], 0.1);
    }

    [Theory]
    [InlineData(LpcFeatures.Coefficients)]
    [InlineData(LpcFeatures.Cepstrum)]
    [InlineData(LpcFeatures.Poles)]
    public void FeaturesGiveTheirModelBack(LpcFeatures kind)
    {
        // poles 0.9 e^(±i0.5), 0.7 e^(±i1.9)
        double[] a = Product([1, -1.8 * Math.Cos(0.5), 0.81], [1, -1.4 * Math.Cos(1.9), 0.49])[1..];
        var features = LpcModel.Features(new(a, 0.3, []), kind, 128);
        var model = LpcModel.Model(features, kind, 128);
        Assert.All(a.Zip(model.Coefficients), pair => Assert.Equal(pair.First, pair.Second, 9));
        Assert.Equal(0.3, model.NoiseVariance, 12);
        Assert.All(features.Zip(LpcModel.Features(model, kind, 128)), pair => Assert.Equal(pair.First, pair.Second, 7));
    }

    [Fact]
    public void TheCepstrumIsWeightedByTheRootOfItsIndex()
    {
        var features = LpcModel.Features(new([0.3, -0.2], 1, []), LpcFeatures.Cepstrum, 128);
        Assert.Equal(-0.3, features[0], 12);
        Assert.Equal(Math.Sqrt(2) * (0.2 + (0.09 / 2)), features[1], 12);
    }

    [Fact]
    public void RealPolesKeepTheFeatureCount()
    {
        var features = LpcModel.Features(new(Product([1, -0.9], [1, 0.5])[1..], 1, []), LpcFeatures.Poles, 128);
        Assert.Equal(3, features.Length);
        Assert.Equal(-2 * Math.Log10(0.1), features[0], 6); // the larger of 0.9 and -0.5
        Assert.Equal(0, features[1], 9);
    }

    [Fact]
    public void WarpingByNothingIsNoWarpingAndMovesFrequenciesAsTheAllPassDoes()
    {
        var signal = Process(500, 1).Rows()[0];
        Assert.All(LpcModel.WarpedAutocorrelation(signal, 6, 0).Zip(Autocorrelation.Estimate(signal, 6)), pair => Assert.Equal(pair.First, pair.Second, 9));

        // an all-pass of a sine delays it by the warped phase: r₁/r₀ → cos θ
        var sine = Enumerable.Range(0, 20000).Select(t => Math.Sin(0.4 * t)).ToArray();
        var r = LpcModel.WarpedAutocorrelation(sine, 1, 0.2);
        Assert.Equal(Math.Cos(LpcModel.Warped(0.4, 0.2)), r[1] / r[0], 3);
        Assert.Equal(0, LpcModel.Warped(0, 0.2));
        Assert.Equal(Math.PI, LpcModel.Warped(Math.PI, 0.2), 12);
    }

    [Fact]
    public void GainOnlyMovesTheLogarithmOfTheVariance()
    {
        using var scope = NewDisposeScope();
        var signals = Process(2000, 1);
        var tokenizer = new LpcTokenizer(new() { Order = 8 });
        var (plain, loud) = (tokenizer.Encode(signals).Features, tokenizer.Encode(new(signals.Samples * 8, 128)).Features);
        Assert.True(plain.narrow(-1, 0, 8).allclose(loud.narrow(-1, 0, 8), 1e-4, 1e-5));
        Assert.Equal(2 * Math.Log10(8), (loud - plain)[0, 0, 8].ToDouble(), 4);
    }

    [Fact]
    public void ConstantWindowsHaveATokenAndCentresCodeThemselves()
    {
        using var scope = NewDisposeScope();
        var signals = TestSignals.Oscillations();
        var tokenizer = new LpcTokenizer(new() { Order = 8, Codes = 16, Window = 1 }).Fit(signals);
        Assert.True(tokenizer.Encode(new(zeros(1, 2, 256), 128)).Features.isfinite().all().ToBoolean());
        var all = arange(16, int64);
        var centres = tokenizer.Codebook!.Decode(all);
        Assert.True(tokenizer.Codebook.Encode(centres).equal(all).all().ToBoolean());

        // a token's features, as a model and as features again, are the same token
        var tokens = tokenizer.Encode(signals);
        var row = tokens.Features[0, 0].to_type(float64).data<double>().ToArray();
        var again = LpcModel.Features(tokenizer.Model(row, 128), LpcFeatures.Cepstrum, 128);
        Assert.All(row.Zip(again), pair => Assert.Equal(pair.First, pair.Second, 5));
        Assert.Contains("48 vectors", Assert.Throws<ArgumentException>(() => new LpcTokenizer(new() { Order = 8, Codes = 64 }).Fit(TestSignals.Oscillations(16))).Message);
    }

    [Fact]
    public void TheDecodedSpectrumHasTheVarianceOfTheProcess()
    {
        // AR(1): ∫ S df = σ²/(1 - a²)
        var tokenizer = new LpcTokenizer(new() { Order = 2, Features = LpcFeatures.Coefficients, Window = 4 });
        var density = tokenizer.Density([-0.8, 0, Math.Log10(2)], 128);
        Assert.Equal(2 / (1 - 0.64), Enumerable.Range(0, 64000).Sum(i => density((i + 0.5) / 1000) / 1000), 4);
        using var scope = NewDisposeScope();
        var tokens = new Tokens(tokenizer, tensor(new[] { -0.8f, 0, MathF.Log10(2) }).reshape(1, 1, 3), new(1, 1), 128);
        Assert.Equal(2 / (1 - 0.64), tokens.Decode().Samples.var().ToDouble(), 0.1);
    }

    [Fact]
    public void TheLengthOfTheFittedSignalsIsTheWindowOfLaterOnes()
    {
        using var scope = NewDisposeScope();
        var tokenizer = new LpcTokenizer(new() { Order = 8, Codes = 16 }).Fit(TestSignals.Oscillations(24, 128));
        var tokens = tokenizer.Encode(TestSignals.Oscillations(2, 500));
        Assert.Equal(3, tokens.Grid.Steps); // windows of 1 s
        Assert.Equal(384, (tokens with { Source = null }).Decode().Length);
        var recordingAtTwiceTheRate = new SignalBatch(TestSignals.Oscillations(2, 512).Samples, 256);
        Assert.Equal(2, tokenizer.Encode(recordingAtTwiceTheRate).Grid.Steps);
    }

    private static SignalBatch Process(int length, double deviation)
    {
        var random = new SeededRandom(5);
        var noise = Enumerable.Range(0, length).Select(_ => deviation * random.NextGaussian()).ToArray();
        var signal = new LinearPredictor(TruePolynomial, 1, []).Synthesise(noise);
        return new(tensor(Array.ConvertAll(signal, x => (float)x)).reshape(1, 1, length), 128);
    }

    private static double[] Product(double[] a, double[] b)
    {
        var result = new double[a.Length + b.Length - 1];
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
                result[i + j] += a[i] * b[j];
        }

        return result;
    }
}
