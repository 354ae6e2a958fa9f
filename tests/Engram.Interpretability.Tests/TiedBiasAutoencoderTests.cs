using Engram.Interpretability.Circuits;
using Engram.Interpretability.Dictionaries;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Tests;

/// <summary>Checks 5 and 6 of the sae-circuits sheet, and what the autoencoder does to bad input.</summary>
public class TiedBiasAutoencoderTests
{
    // Check 5
    [Fact]
    public void RowsHaveNormOneAfterAForwardPassAndTheProjectedGradientIsOrthogonalToThem()
    {
        manual_seed(3);
        using var autoencoder = new TiedBiasAutoencoder(7, 12);
        using (no_grad())
        {
            autoencoder.Encoder.mul_(3);
            autoencoder.Decoder.mul_(0.2);
        }

        var x = randn(20, 7);
        var (output, codes) = autoencoder.call(x);
        foreach (var weight in new[] { autoencoder.Encoder, autoencoder.Decoder })
            Assert.True((weight.norm(1) - 1).abs().max().ToDouble() < 1e-6);
        ((x - output).square().mean() + codes.sum()).backward();
        foreach (var weight in new[] { autoencoder.Encoder, autoencoder.Decoder })
        {
            Assert.True((weight.grad! * weight).sum([1L]).abs().max().ToDouble() > 1e-3); // there is something to remove
            UnitNormConstraint.ProjectGradient(weight);
            Assert.True((weight.grad! * weight).sum([1L]).abs().max().ToDouble() < 1e-5);
            Assert.True(weight.grad!.abs().max().ToDouble() > 1e-4);
        }
    }

    // Check 6
    [Fact]
    public void AnOrthonormalDictionaryRebuildsNonNegativeCodesExactly()
    {
        using var autoencoder = new TiedBiasAutoencoder(6, 6);
        using var generator = new Generator(1);
        var (basis, _) = linalg.qr(randn([6, 6], generator: generator));
        using var none = no_grad();
        autoencoder.Encoder.copy_(basis);
        autoencoder.Decoder.copy_(basis);
        var codes = rand([30, 6], generator: generator);
        var (output, found) = autoencoder.call(matmul(codes, basis));
        Assert.True(found.allclose(codes, 1e-5, 1e-5));
        Assert.True(output.allclose(matmul(codes, basis), 1e-5, 1e-5));
        Assert.False(autoencoder.call(matmul(-codes, basis)).Output.allclose(matmul(-codes, basis), 1e-2, 1e-2));
    }

    // ReLU(W (h - b) + b_e) by hand: rows (1, 0) and (0.6, 0.8)
    [Fact]
    public void TheFormulaByHand()
    {
        using var autoencoder = new TiedBiasAutoencoder(2, 2);
        using var none = no_grad();
        autoencoder.Encoder.copy_(tensor(new float[] { 1, 0, 0.6f, 0.8f }).reshape(2, 2));
        autoencoder.Decoder.copy_(tensor(new float[] { 0, 1, 1, 0 }).reshape(2, 2));
        autoencoder.Bias.copy_(tensor(new float[] { 1, 2 }));
        autoencoder.EncoderBias.copy_(tensor(new float[] { -1, 0.5f }));
        var (output, codes) = autoencoder.call(tensor(new float[] { 4, 3 }).reshape(1, 2)); // h - b = (3, 1)
        Assert.True(codes.allclose(tensor(new float[] { 2, 3.1f }).reshape(1, 2)));
        Assert.True(output.allclose(tensor(new float[] { 4.1f, 4 }).reshape(1, 2)));
    }

    [Fact]
    public void TrainingLowersTheLossWithoutGradientModeTooAndIsTheSameForOneSeed()
    {
        using var generator = new Generator(5);
        var rows = randn([40, 8], generator: generator);
        IReadOnlyList<double> Run()
        {
            manual_seed(9);
            using var autoencoder = new TiedBiasAutoencoder(8, 32);
            using var none = no_grad();
            return autoencoder.Train(rows, 0.02, 60, 1e-2);
        }

        var losses = Run();
        Assert.True(losses[^1] < 0.5 * losses[0]);
        Assert.Equal(losses, Run());
    }

    [Fact]
    public void WrongShapesAndNumbersAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TiedBiasAutoencoder(0, 4));
        using var autoencoder = new TiedBiasAutoencoder(3, 4);
        Assert.Contains("length 3", Assert.Throws<ArgumentException>(() => autoencoder.Encode(zeros(2, 5))).Message);
        Assert.Contains("[example, head, dim]", Assert.Throws<ArgumentException>(() => HeadCodes.Of(autoencoder, zeros(2, 3))).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => HeadCodes.Of(autoencoder, full([2, 2, 3], double.NaN))).Message);
    }
}
