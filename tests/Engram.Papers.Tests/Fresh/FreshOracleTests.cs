using System.Text.Json;
using Engram.Modeling.Encoders;
using Engram.Probes.Metrics;
using Engram.Signals.Spectral;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Tests;

/// <summary>Against numpy and SciPy (tests/oracles/fresh.py).</summary>
public class FreshOracleTests
{
    private static readonly JsonElement Oracle = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "fresh.json"))).RootElement;

    [Fact]
    public void SpectraAreSumsOfNumpysTransforms()
    {
        Close("diagonal", DiagonalSpectrum.Of(Image(12, 0), 6));
        Close("signal", DiagonalSpectrum.Of([.. Enumerable.Range(0, 12).Select(c => Image(12, 0)[0, c])], 6));
        var (first, second) = (Image(8, 2), Image(8, 3));
        var volume = new double[8, 8, 8];
        for (var x = 0; x < 8; x++)
        {
            for (var y = 0; y < 8; y++)
            {
                for (var z = 0; z < 8; z++)
                    volume[x, y, z] = (first[x, y] * Math.Cos(0.7 * z)) + (0.2 * second[y, z]);
            }
        }

        Close("volume", DiagonalSpectrum.Of(volume, 4));
        Assert.Contains("square", Assert.Throws<ArgumentException>(() => DiagonalSpectrum.Of(new double[8, 9], 3)).Message);
        Assert.Contains("half", Assert.Throws<ArgumentException>(() => RadialSpectrum.Of(new double[8, 8], 5)).Message);
    }

    [Fact]
    public void DistanceAndSimilarityAreSciPys()
    {
        Assert.Equal(Oracle.GetProperty("wasserstein").GetDouble(), WassersteinDistance.Between(DiagonalSpectrum.Of(Image(12, 0), 6), DiagonalSpectrum.Of(Image(12, 1), 6)), 12);
        var (a, b) = (Image(24, 0, 0.5), Image(24, 1, 0.5));
        Assert.Equal(Oracle.GetProperty("similarity").GetDouble(), StructuralSimilarity.Of(a, b), 12);
        Assert.Equal(1, StructuralSimilarity.Of(a, a), 12);
        Assert.Throws<ArgumentException>(() => StructuralSimilarity.Of(Image(8, 0), Image(8, 0)));
    }

    [Fact]
    public void LayersAreTheirFormulas()
    {
        using var scope = NewDisposeScope();
        Check("siren", new SirenLayer(6, 4, 2), "linear.weight", "linear.bias");
        Check("finer", new FinerLayer(6, 4, 2), "linear.weight", "linear.bias");
        Check("gabor", new GaborLayer(3, 4, 2, 0.8), "real.weight", "real.bias", "imaginary.weight", "imaginary.bias");
    }

    private static void Check(string name, nn.Module<Tensor, Tensor> layer, params string[] parameters)
    {
        layer.to(ScalarType.Float64);
        using (no_grad())
        {
            for (var k = 0; k < parameters.Length; k++)
                layer.get_parameter(parameters[k])!.copy_(Wave(layer.get_parameter(parameters[k])!.shape, k));
        }

        Close(name, layer.call(Wave([5, 6], 7)).detach().contiguous().reshape(-1).data<double>().ToArray());
    }

    private static Tensor Wave(long[] shape, int k) =>
        (linspace(-1, 1, shape.Aggregate(1L, (a, b) => a * b), dtype: ScalarType.Float64) * (3 + k)).sin().reshape(shape) * 0.5;

    private static double[,] Image(int side, int k, double scale = 1)
    {
        var image = new double[side, side];
        for (var r = 0; r < side; r++)
        {
            for (var c = 0; c < side; c++)
                image[r, c] = scale * (Math.Sin((0.37 * r * (k + 1)) + (0.9 * c)) + (0.5 * Math.Cos((0.11 * r * c) + k)));
        }

        return image;
    }

    private static void Close(string name, double[] actual)
    {
        var expected = Oracle.GetProperty(name).EnumerateArray().Select(v => v.GetDouble()).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) < 1e-9, $"{name} {i}: expected {expected[i]}, got {actual[i]}");
    }
}
