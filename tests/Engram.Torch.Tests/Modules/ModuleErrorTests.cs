using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Torch.Tests.Modules;

public class ModuleErrorTests
{
    private static readonly Dictionary<string, (Action Act, string[] Says)> Wrong = new()
    {
        ["max_pool2d"] = (() => nn.MaxPool2d(2).call(ones(3)), ["max_pool2d", "[3]"]),
        ["avg_pool3d"] = (() => nn.AvgPool3d(2).call(ones(2, 3)), ["avg_pool3d", "[2, 3]"]),
        ["adaptive_max_pool1d"] = (() => nn.AdaptiveMaxPool1d(2).call(ones(3)), ["adaptive_max_pool", "[3]"]),
        ["linear"] = (() => nn.Linear(3, 2).call(ones(2, 4)), ["[2, 4]", "[2, 3]"]),
        ["bilinear"] = (() => nn.Bilinear(3, 2, 2).call(ones(2, 3), ones(2, 5)), ["bilinear", "[2, 5]"]),
        ["fractional"] = (() => nn.FractionalMaxPool2d(2, 2).call(ones(2, 2)), ["fractional_max_pool2d", "[2, 2]"]),
        ["fractional both"] = (() => nn.FractionalMaxPool2d(2, 2, 0.5).call(ones(1, 4, 4)), ["output_size", "output_ratio"]),
        ["unpool"] = (() => nn.MaxUnpool1d(2).call(ones(1, 1, 2), zeros(1, 1, 2, dtype: ScalarType.Int64), [9]), ["max_unpool1d", "9", "4"]),
        ["fold"] = (() => nn.Fold(4, 2).call(ones(1, 3, 9)), ["col2im", "[1, 3, 9]"]),
        ["pixel"] = (() => nn.PixelShuffle(2).call(ones(1, 3, 2, 2)), ["pixel_shuffle", "[1, 3, 2, 2]"]),
        ["channels"] = (() => nn.ChannelShuffle(2).call(ones(1, 3, 2)), ["ChannelShuffle", "[1, 3, 2]"]),
        ["pad"] = (() => nn.ReflectionPad1d(5).call(ones(1, 1, 3)), ["pad", "[1, 1, 3]"]),
        ["interpolate neither"] = (() => F.interpolate(ones(1, 1, 3)), ["size", "scale_factor"]),
        ["interpolate mode"] = (() => F.interpolate(ones(1, 1, 3), [2], mode: InterpolationMode.Bilinear), ["Bilinear", "[1, 1, 3]"]),
        ["interpolate corners"] = (() => F.interpolate(ones(1, 1, 3), [2], align_corners: true), ["align_corners", "Nearest"]),
        ["interpolate sizes"] = (() => F.interpolate(ones(1, 1, 3, 3), [2, 2, 2]), ["size", "3"]),
        ["grid"] = (() => F.grid_sample(ones(1, 1, 2, 2), ones(1, 2, 2, 3)), ["grid_sampler", "[1, 2, 2, 3]"]),
        ["affine"] = (() => F.affine_grid(ones(1, 2, 3)), ["size"]),
        ["embedding"] = (() => nn.Embedding(3, 2).call(tensor(new[] { 5L })), ["embedding"]),
        ["bag"] = (() => nn.EmbeddingBag(3, 2).call(tensor(new[] { 1L })), ["EmbeddingBag", "[1]", "without offsets"]),
        ["cell"] = (() => nn.GRUCell(3, 2).call(ones(2, 4), null), ["GRUCell", "[2, 4]", "3"]),
        ["lstm cell state"] = (() => nn.LSTMCell(3, 2).call(ones(2, 3), (ones(2, 5), ones(2, 5))), ["lstm_cell", "[2, 3]"]),
        ["nll"] = (() => F.nll_loss(ones(2, 3), tensor(new[] { 1L })), ["nll_loss", "[2, 3]", "[1]"]),
        ["bce"] = (() => F.binary_cross_entropy(ones(2, 3), ones(3, 2)), ["binary_cross_entropy", "[2, 3]", "[3, 2]"]),
        ["ctc"] = (() => F.ctc_loss(ones(2, 2), ones(1, 1), ones(1), ones(1)), ["ctc_loss", "[2, 2]"]),
        ["gaussian"] = (() => F.gaussian_nll_loss(ones(2, 3), ones(2, 3), ones(3)), ["gaussian_nll_loss", "[3]", "[2, 3]"]),
        ["gaussian sign"] = (() => F.gaussian_nll_loss(ones(2, 3), ones(2, 3), -ones(2, 3)), ["gaussian_nll_loss", "negative"]),
        ["triplet"] = (() => F.triplet_margin_loss(ones(2, 3), ones(2, 3), ones(2, 4)), ["triplet_margin_loss", "[2, 4]"]),
        ["dropout"] = (() => F.dropout1d(ones(2, 3, 4, 5)), ["dropout1d", "[2, 3, 4, 5]"]),
        ["dropout p"] = (() => F.dropout2d(ones(2, 3), 1.5), ["dropout2d", "1.5"]),
        ["response"] = (() => nn.LocalResponseNorm(2).call(ones(2, 3)), ["local_response_norm", "[2, 3]"]),
        ["softmax2d"] = (() => nn.Softmax2d().call(ones(2, 3)), ["softmax2d", "[2, 3]"]),
        ["heads"] = (() => nn.Transformer(5, 2), ["embedded_dim 5", "num_heads 2"]),
        ["attention"] = (() => F.scaled_dot_product_attention(ones(2, 3), ones(2, 3), ones(2, 3), ones(2, 2), is_casual: true), ["attn_mask", "is_casual"]),
        ["dirac"] = (() => nn.init.dirac_(ones(2, 2)), ["dirac_", "2"]),
        ["pad_sequence"] = (() => nn.utils.rnn.pad_sequence([]), ["pad_sequence"]),
        ["fuse"] = (() => nn.utils.fuse_linear_bn_eval(nn.Linear(2, 2), nn.BatchNorm1d(2)), ["eval()"]),
    };

    public static TheoryData<string> Names() => [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AWrongShapeOrArgumentIsAnExceptionThatSaysSo(string name)
    {
        var error = Assert.ThrowsAny<Exception>(Wrong[name].Act);
        Assert.True(error is ArgumentException or System.Runtime.InteropServices.ExternalException, error.ToString());
        Assert.All(Wrong[name].Says, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }
}
