using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Torch.Tests.Modules;

public class ModuleEquationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ComposedAttentionIsWhatTheOperatorComputes(bool causal)
    {
        manual_seed(2);
        var (q, k, v) = (randn(2, 3, 4), randn(2, 3, 4), randn(2, 3, 5));
        Assert.True(F.scaled_dot_product_attention(q, k, v, is_casual: causal).allclose(F.ComposedAttention(q, k, v, null, 0, causal), 1e-5, 1e-6));
        var keep = tensor(new[,] { { true, false, true }, { true, true, false }, { false, false, true } });
        Assert.True(F.scaled_dot_product_attention(q, k, v, keep).allclose(F.ComposedAttention(q, k, v, keep, 0, false), 1e-5, 1e-6));
    }

    [Fact]
    public void KlDivergenceTakesLogarithmsAsTargetByDefault()
    {
        var (p, q) = (tensor(new[] { 0.5f, 0.5f }), tensor(new[] { 0.9f, 0.1f }));
        var divergence = 0.9 * Math.Log(0.9 / 0.5) + 0.1 * Math.Log(0.1 / 0.5);
        Assert.Equal(divergence / 2, nn.KLDivLoss().call(p.log(), q.log()).ToDouble(), 1e-6);
        Assert.Equal(divergence / 2, F.kl_div(p.log(), q, log_target: false).ToDouble(), 1e-6);
    }

    [Fact]
    public void DiracKernelsGiveTheInputBack()
    {
        var x = randn(1, 2, 5, 5);
        Assert.True(F.conv2d(x, nn.init.dirac_(empty(2, 2, 3, 3)), padding: [1, 1]).allclose(x));
    }

    [Fact]
    public void FusedLayersDoWhatTheTwoDid()
    {
        manual_seed(4);
        using var convolution = nn.Conv1d(2, 3, 2);
        using var linear = nn.Linear(4, 3);
        using var norm = nn.BatchNorm1d(3);
        norm.call(randn(8, 3) * 2 + 1);
        nn.init.uniform_(norm.weight!);
        nn.init.uniform_(norm.bias!);
        linear.eval();
        norm.eval();
        var x = randn(5, 4);
        Assert.True(nn.utils.fuse_linear_bn_eval(linear, norm).call(x).allclose(norm.call(linear.call(x)), 1e-5, 1e-6));
        var (weight, bias) = nn.utils.fuse_conv_bn_weights(convolution.weight, convolution.bias, norm.running_mean!, norm.running_var!, norm.eps, norm.weight, norm.bias);
        var s = randn(2, 2, 6);
        Assert.True(F.conv1d(s, weight, bias).allclose(norm.call(convolution.call(s)), 1e-5, 1e-6));
        using var transposed = nn.ConvTranspose1d(2, 3, 2, bias: false);
        (weight, bias) = nn.utils.fuse_conv_bn_weights(transposed.weight, null, norm.running_mean!, norm.running_var!, norm.eps, null, null, transpose: true);
        var plain = F.batch_norm(transposed.call(s), norm.running_mean, norm.running_var, eps: norm.eps);
        Assert.True(F.conv_transpose1d(s, weight, bias).allclose(plain, 1e-5, 1e-6));
    }

    [Fact]
    public void InPlaceModulesWriteIntoTheirInput()
    {
        foreach (var module in (nn.Module<Tensor, Tensor>[])[nn.Mish(true), nn.Softsign(true), nn.Tanhshrink(true), nn.RReLU(inplace: true), nn.Dropout2d(inplace: true), nn.Dropout3d(inplace: true), nn.FeatureAlphaDropout(0.5, true), nn.SiLU(true), nn.GELU(true)])
        {
            manual_seed(5);
            var x = linspace(-2, 2, 16).reshape(2, 2, 2, 2);
            var before = x.clone();
            manual_seed(5);
            var y = module.call(x);
            Assert.True(y.Equals(x), module.GetName());
            Assert.False(x.Equals(before), module.GetName());
        }
    }

    [Fact]
    public void EqualSeedsDrawEqualMasks()
    {
        foreach (var module in (nn.Module<Tensor, Tensor>[])[nn.Dropout2d(), nn.AlphaDropout(), nn.RReLU(), nn.FractionalMaxPool2d(2, output_ratio: 0.7)])
        {
            var x = randn(2, 3, 8, 8);
            var draws = Enumerable.Range(0, 3).Select(i =>
            {
                manual_seed(i < 2 ? 6 : 7);
                return module.call(x);
            }).ToArray();
            Assert.True(draws[0].Equals(draws[1]), module.GetName());
            Assert.False(draws[0].Equals(draws[2]), module.GetName());
        }
    }

    [Fact]
    public void VectorsAndClippingCoverAllParameters()
    {
        using var model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1));
        var vector = nn.utils.parameters_to_vector(model.parameters());
        Assert.Equal(9, vector.numel());
        nn.utils.vector_to_parameters(arange(9).to(float32), model.parameters());
        Assert.Equal(8f, model.parameters().Last().ToSingle());
        Assert.Throws<ArgumentException>(() => nn.utils.vector_to_parameters(ones(10), model.parameters()));
        model.call(ones(1, 2)).sum().backward();
        var norm = Math.Sqrt(model.parameters().Sum(p => p.grad!.square().sum().ToDouble()));
        Assert.Equal(norm, nn.utils.clip_grad_norm_(model.parameters(), 1), 1e-4);
        Assert.Equal(1, Math.Sqrt(model.parameters().Sum(p => p.grad!.square().sum().ToDouble())), 1e-4);
        nn.utils.clip_grad_value_(model.parameters(), 0.1);
        Assert.All(model.parameters(), p => Assert.True(p.grad!.abs().max().ToDouble() <= 0.1 + 1e-7));
    }

    [Fact]
    public void PackedSequencesMoveBetweenScopes()
    {
        nn.utils.rnn.PackedSequence packed;
        using (NewDisposeScope())
            packed = nn.utils.rnn.pack_sequence([ones(3, 2), ones(1, 2)]).DetachFromDisposeScope();
        Assert.Equal([2L, 1, 1], packed.batch_sizes.data<long>().ToArray());
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
                packed = nn.utils.rnn.pack_sequence([ones(1, 2), ones(2, 2)], enforce_sorted: false).MoveToOuterDisposeScope();
            Assert.Equal(2, packed.sorted_indices!.numel());
        }

        Assert.Throws<InvalidOperationException>(() => packed.data.sum());
    }
}
