using Engram.Modeling.Objectives;
using Engram.Papers.WearEcg;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Tests.WearEcg;

/// <summary>Shapes, posterior, mask and derived leads of WearECG's autoencoder.</summary>
public class WearEcgModelTests
{
    private static readonly WearEcgModelConfig Small = WearEcgModelConfig.Of(4, 2, 1);

    [Fact]
    public void TheLatentHasAnEighthOfTheSamples()
    {
        using var _ = no_grad();
        var model = Make(Small);
        var posterior = model.Encode(zeros(2, 12, 256));
        Assert.Equal([2, 4, 32], posterior.Mean.shape);
        Assert.Equal([2, 12, 256], model.call(zeros(2, 12, 256)).shape);
        Assert.Equal([1, 4, 625], model.Encode(zeros(1, 12, 5000)).Mean.shape);
        Assert.Equal([1, 12, 5000], model.call(zeros(1, 12, 5000)).shape);
        var published = WearEcgModelConfig.Published;
        Assert.Equal([128, 256, 512, 512], published.Encoder.Widths);
        Assert.Equal([256, 512, 512, 512], published.Decoder.Widths);
        Assert.Equal((8, 32, 2), (published.Encoder.Reduction(), published.Encoder.Groups, published.Encoder.BlocksPerLevel));
        published.Validate();
    }

    [Fact]
    public void TheDivergenceIsTheClosedForm()
    {
        var zero = zeros(3, 4, 5);
        Assert.Equal(0, new GaussianPosterior(zero, zero).Divergence().sum(1).mean().ToDouble());
        Assert.Equal(2, new GaussianPosterior(ones(3, 4, 5), zero).Divergence().sum(1).mean().ToDouble(), 6); // four channels of 1/2
    }

    [Fact]
    public void AVanishingVarianceLeavesNoNoiseAndTheScaleCancels()
    {
        var mean = randn([2, 4, 8], generator: new Generator(1));
        var sample = new GaussianPosterior(mean, full_like(mean, -30)).Sample(new Generator(2));
        Assert.True((sample - mean).abs().max().ToDouble() < 5e-6); // exp(-15) = 3e-7 times a normal number
        var model = Make(Small);
        using var _ = no_grad();
        var signal = randn([2, 12, 64], generator: new Generator(3));
        var expected = model.call(signal);
        var latent = WearEcgModel.Scaled(model.Encode(signal).Mean);
        Assert.True((model.Decode(latent, signal) - expected).abs().max().ToDouble() < 1e-6);
        Assert.True((WearEcgModel.Scaled(mean) / 0.18215 - mean).abs().max().ToDouble() < 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UnmeasuredLeadsOfTheInputDoNotMatter(bool derives)
    {
        var model = Make(Small with { DerivesLimbLeads = derives });
        model.eval();
        var signal = randn([2, 12, 64], generator: new Generator(4));
        var mask = WearEcgModel.Mask(Small.Measured, 12);
        var changed = signal + ((1 - mask) * randn([2, 12, 64], generator: new Generator(5)));
        Assert.True(model.call(signal).equal(model.call(changed)).all().ToBoolean());
        Assert.False(model.call(signal).equal(model.call(signal + mask)).all().ToBoolean());

        var input = signal.clone().requires_grad_();
        model.call(input).square().sum().backward();
        var gradient = input.grad!.abs().amax([0, 2]);
        for (var lead = 0; lead < 12; lead++)
            Assert.True(Small.Measured.Contains(lead) == gradient[lead].ToDouble() > 0, $"lead {lead}");

        var leak = Make(Small with { Measured = [.. Enumerable.Range(0, 12)] });
        Assert.False(leak.call(signal).equal(leak.call(changed)).all().ToBoolean()); // what the guard is there to see
    }

    [Fact]
    public void DerivedLimbLeadsFollowEinthovenExactly()
    {
        using var _ = no_grad();
        var signal = randn([2, 12, 64], generator: new Generator(6));
        var rebuilt = Make(Small with { DerivesLimbLeads = true }).call(signal);
        Tensor Lead(int i) => rebuilt.select(1, i);
        Assert.True(Lead(1).equal(signal.select(1, 1)).all().ToBoolean()); // II is measured
        Assert.Equal(0, (Lead(2) - (Lead(1) - Lead(0))).abs().max().ToDouble(), 6);
        Assert.Equal(0, (Lead(3) + ((Lead(0) + Lead(1)) / 2)).abs().max().ToDouble(), 6);
        Assert.Equal(0, (Lead(4) - (Lead(0) - (Lead(1) / 2))).abs().max().ToDouble(), 6);
        Assert.Equal(0, (Lead(5) - (Lead(1) - (Lead(0) / 2))).abs().max().ToDouble(), 6);
    }

    [Fact]
    public void OnlyALiveGraphMakesThePerceptualTermCount()
    {
        manual_seed(7);
        var classifier = new HeartbeatClassifier();
        foreach (var parameter in classifier.parameters())
            parameter.requires_grad = false;
        classifier.eval();
        var (rebuilt, truth) = (randn([3, 12, 64], generator: new Generator(8)).requires_grad_(), randn([3, 12, 64], generator: new Generator(9)));
        classifier.Perceptual(rebuilt, truth).backward();
        Assert.True(rebuilt.grad!.abs().max().ToDouble() > 0);

        // as released: features without gradient
        var detached = (classifier.Features(rebuilt).detach() - classifier.Features(truth)).square().mean();
        Assert.False(detached.requires_grad);
    }

    [Fact]
    public void SettingsThatCannotWorkAreRefused()
    {
        Assert.Throws<Modeling.Configuration.ConfigException>(() => new WearEcgModel(Small with { Measured = [] }));
        Assert.Throws<Modeling.Configuration.ConfigException>(() => new WearEcgModel(Small with { Measured = [12] }));
        Assert.Throws<Modeling.Configuration.ConfigException>(() => new WearEcgModel(Small with { Measured = [0, 6], DerivesLimbLeads = true }));
        Assert.Throws<Modeling.Configuration.ConfigException>(() => new WearEcgModel(Small with { DivergenceWeight = -1 }));
        Assert.Contains("8", Assert.Throws<ArgumentException>(() => Make(Small).call(zeros(1, 12, 100))).Message);
    }

    private static WearEcgModel Make(WearEcgModelConfig config)
    {
        manual_seed(3);
        return new(config);
    }
}
