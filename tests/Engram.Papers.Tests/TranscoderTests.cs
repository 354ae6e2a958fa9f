using Engram.Interpretability.Dictionaries;
using Engram.Papers.Transcoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Tests;

/// <summary>The checks of the transcoders sheet that need the paper's own models; those of the blocks are in Engram.Interpretability.Tests.</summary>
public class TranscoderTests
{
    private static readonly TranscodersConfig Small = new() { Steps = 120, GreaterThanModelSteps = 60, GreaterThanSteps = 60, GreaterThanModels = 1 };

    // Check 1, second half: with the layer's own weights, what feature i passes to direction v is the neuron's activation times its
    // weight product, and zero where the neuron is silent.
    [Fact]
    public void WithTheLayersWeightsAttributionIsTheMaskedWeightProduct()
    {
        var transcoder = new SparseDictionary(new() { InputSize = 6, OutputSize = 5, Width = 12 });
        using var generator = new Generator(3);
        var (read, write, v) = (randn(6, 12, generator: generator), nn.functional.normalize(randn(12, 5, generator: generator)), randn([5], generator: generator));
        using (no_grad())
        {
            transcoder.Encoder.copy_(read);
            transcoder.Decoder.copy_(write);
        }

        using var _ = no_grad();
        var x = randn(1, 6, generator: generator);
        var attribution = transcoder.Encode(x)[0] * matmul(transcoder.Decoder, v);
        var pre = matmul(x, read)[0];
        var expected = pre * pre.gt(0).to_type(float32) * matmul(write, v);
        Assert.True(attribution.allclose(expected, 1e-5, 1e-6));
        Assert.Contains(attribution.data<float>().ToArray(), a => a == 0);
    }

    [Fact]
    public void APlantedLayerDoesWhatItsFeaturesSay()
    {
        using var generator = new Generator(5);
        var layer = PlantedLayer.Draw(Small, generator);
        var x = layer.Inputs(3, 0.05, generator);
        var expected = zeros(3, Small.Dimension);
        for (var f = 0; f < Small.Features; f++)
            expected += nn.functional.relu(matmul(x, layer.Read[f]) - 0.3).unsqueeze(1) * layer.Write[f];
        Assert.True(layer.Apply(x).allclose(expected, 1e-4, 1e-5));
        Assert.True((layer.Read.norm(1) - 1).abs().max().ToDouble() < 1e-5);
    }

    [Fact]
    public void RunsSideBySideGiveTheSameBitsAsOneAfterAnother()
    {
        var together = TranscodersReproduction.Recovery(Small, 3);
        Assert.Equal(PlantedRecovery.Run(Small, 11), together[1]);
        Assert.NotEqual(together[0], together[1]);
        var number = TranscodersReproduction.GreaterThan(Small, 2)[1];
        Assert.Equal(GreaterThanResult.Run(Small, 31).Features, number.Features);
    }

    [Fact]
    public void KeepingAllUnitsIsTheWholeModel()
    {
        var result = GreaterThanResult.Run(Small with { Kept = [128] }, 4);
        Assert.Equal(result.Original, result.Neurons[0], 5);
    }
}
