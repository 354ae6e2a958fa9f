using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Autograd;

/// <summary>Gradient, inference and anomaly mode.</summary>
public class ModeTests
{
    [Fact]
    public void WithoutGradientsNothingIsRecordedAndValuesAreTheSame()
    {
        using var x = randn(6, 6).requires_grad_();
        using var w = randn(6, 6).requires_grad_();
        using var b = randn(6).requires_grad_();
        Tensor[] Values() => [x + w, x * 2.5, x.matmul(w), nn.functional.linear(x, w, b), x.exp(), x.relu()];
        var recorded = Values();
        using (no_grad())
        {
            var plain = Values();
            for (var i = 0; i < plain.Length; i++)
            {
                Assert.True(recorded[i].requires_grad);
                Assert.False(plain[i].requires_grad);
                Assert.True(recorded[i].Equals(plain[i]));
            }
            Assert.True(x[2].is_leaf && x[1..4].is_leaf); // views: they require what their base does, but record nothing
        }

        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void InferenceTensorsCannotEnterAGraph()
    {
        using var w = ones(3, requires_grad: true);
        Tensor made;
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            made = (ones(3) * 2) + w;
            Assert.Equal(3f, made[0].item<float>());
        }

        Assert.False(is_inference_mode_enabled());
        Assert.False(made.requires_grad);
        Assert.ThrowsAny<ExternalException>(() => w * made);
        Assert.Equal([6f, 6f, 6f], (made * 2).data<float>().ToArray());
    }

    [Fact]
    public void ANestedModeEndsWhereItsScopeEnds()
    {
        using (no_grad())
        {
            using (enable_grad())
                Assert.True(is_grad_enabled());
            Assert.False(is_grad_enabled());
        }

        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void AnomalyDetectionNamesTheOperationWhoseGradientIsNotANumber()
    {
        using var x = zeros(2, requires_grad: true);
        using (autograd.detect_anomaly())
        {
            Assert.True(AnomalyMode.IsEnabled);
            using (autograd.set_detect_anomaly(true, check_nan: false))
            {
                Assert.False(AnomalyMode.ShouldCheckNaN);
                (x.sqrt() * 0).sum().backward(); // 0 . inf, and nobody looks
                Assert.True(x.grad!.isnan().all().item<bool>());
            }

            Assert.True(AnomalyMode.ShouldCheckNaN);
            var error = Assert.ThrowsAny<ExternalException>(() => (x.sqrt() * 0).sum().backward());
            Assert.Contains("SqrtBackward0", error.Message);
            Assert.Contains("nan", error.Message);
        }

        Assert.False(AnomalyMode.IsEnabled);
    }
}
