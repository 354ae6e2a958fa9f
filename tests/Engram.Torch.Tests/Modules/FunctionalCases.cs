using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using Run = System.Func<TorchSharp.torch.Tensor[], TorchSharp.torch.Tensor[]>;

namespace Engram.Torch.Tests.Modules;

/// <summary>The functional operators of tests/oracles/torch_modules.py.</summary>
internal static class FunctionalCases
{
    public static readonly Dictionary<string, Run> All = new()
    {
        ["gelu"] = x => [F.gelu(x[0])], ["hardshrink"] = x => [F.hardshrink(x[0])], ["hardsigmoid"] = x => [F.hardsigmoid(x[0])], ["hardswish"] = x => [F.hardswish(x[0])], ["hardtanh"] = x => [F.hardtanh(x[0])],
        ["leaky_relu"] = x => [F.leaky_relu(x[0])], ["logsigmoid"] = x => [F.logsigmoid(x[0])], ["mish"] = x => [F.mish(x[0])], ["relu"] = x => [F.relu(x[0])], ["relu6"] = x => [F.relu6(x[0])], ["rrelu"] = x => [F.rrelu(x[0])],
        ["selu"] = x => [F.selu(x[0])], ["sigmoid"] = x => [F.sigmoid(x[0])], ["silu"] = x => [F.silu(x[0])], ["softplus"] = x => [F.softplus(x[0])], ["softshrink"] = x => [F.softshrink(x[0])], ["softsign"] = x => [F.softsign(x[0])],
        ["tanh"] = x => [F.tanh(x[0])], ["tanhshrink"] = x => [F.tanhshrink(x[0])],
        ["Hardshrink"] = x => [F.Hardshrink(x[0])], ["Hardtanh"] = x => [F.Hardtanh(x[0])], ["Mish"] = x => [F.Mish(x[0])], ["SiLU"] = x => [F.SiLU(x[0])], ["Softshrink"] = x => [F.Softshrink(x[0])], ["Softsign"] = x => [F.Softsign(x[0])],
        ["Tanhshrink"] = x => [F.Tanhshrink(x[0])], ["log_softmax"] = x => [F.log_softmax(x[0], 1)], ["softmax"] = x => [F.softmax(x[0], 1)], ["softmin"] = x => [F.softmin(x[0], 1)], ["glu"] = x => [F.glu(x[0], 1)],
        ["celu"] = x => [F.celu(x[0], 1.2)], ["elu"] = x => [F.elu(x[0], 1.2)], ["threshold"] = x => [F.threshold(x[0], 0.1, 0.5)], ["Threshold"] = x => [F.Threshold(x[0], 0.1, 0.5)],
        ["prelu"] = x => [F.prelu(x[0], x[1])], ["softmax2d"] = x => [F.softmax2d(x[0])], ["bilinear"] = x => [F.bilinear(x[0], x[1], x[2], x[3])], ["linear"] = x => [F.linear(x[0], x[1], x[2])], ["one_hot"] = x => [F.one_hot(x[0], 5)],
        ["normalize"] = x => [F.normalize(x[0], 3)],
        ["alpha_dropout"] = x => [F.alpha_dropout(x[0], 0.4, true)], ["dropout"] = x => [F.dropout(x[0], 0.4)], ["dropout1d"] = x => [F.dropout1d(x[0], 0.4)], ["dropout2d"] = x => [F.dropout2d(x[0], 0.4)], ["dropout3d"] = x => [F.dropout3d(x[0], 0.4)],
        ["feature_alpha_dropout"] = x => [F.feature_alpha_dropout(x[0], 0.4, true)], ["dropout3d/unbatched"] = x => [F.dropout3d(x[0], 0.4)],
        ["conv1d"] = x => [F.conv1d(x[0], x[1], x[2], 2, 1, groups: 2)], ["conv2d"] = x => [F.conv2d(x[0], x[1], x[2], [2, 2], [1, 1], groups: 2)], ["conv3d"] = x => [F.conv3d(x[0], x[1], x[2], [2, 2, 2], [1, 1, 1], groups: 2)],
        ["conv1d_padding"] = x => [F.conv1d_padding(x[0], x[1], padding: Padding.Same, groups: 2)], ["conv2d_padding"] = x => [F.conv2d_padding(x[0], x[1], padding: Padding.Same, groups: 2)],
        ["conv3d_padding"] = x => [F.conv3d_padding(x[0], x[1], padding: Padding.Same, groups: 2)],
        ["conv_transpose1d"] = x => [F.conv_transpose1d(x[0], x[1], x[2], 2, 1, 1)], ["conv_transpose2d"] = x => [F.conv_transpose2d(x[0], x[1], x[2], [2, 2], [1, 1], [1, 1])],
        ["conv_transpose3d"] = x => [F.conv_transpose3d(x[0], x[1], x[2], [2, 2, 2], [1, 1, 1], [1, 1, 1])],
        ["cosine_similarity"] = x => [F.cosine_similarity(x[0], x[1])], ["pairwise_distance"] = x => [F.pairwise_distance(x[0], x[1])],
        ["fold"] = x => [F.fold(x[0], (3, 4), (2, 2))], ["fold/square"] = x => [F.fold(x[0], 3, 2, 1, 1, 2)], ["unfold"] = x => [F.unfold(x[0], (2, 1), padding: (1, 0))], ["unfold/square"] = x => [F.unfold(x[0], 2, 2)],
        ["batch_norm"] = x => [F.batch_norm(x[0], x[1].detach(), x[2].detach(), x[3], x[4])], ["instance_norm"] = x => [F.instance_norm(x[0], weight: x[1], bias: x[2])], ["group_norm"] = x => [F.group_norm(x[0], 2, x[1], x[2])],
        ["layer_norm"] = x => [F.layer_norm(x[0], [4], x[1], x[2])], ["local_response_norm"] = x => [F.local_response_norm(x[0], 4, 0.5)], ["pixel_shuffle"] = x => [F.pixel_shuffle(x[0], 2)], ["pixel_unshuffle"] = x => [F.pixel_unshuffle(x[0], 2)],
        ["adaptive_avg_pool1d"] = x => [F.adaptive_avg_pool1d(x[0], 2)], ["adaptive_avg_pool2d"] = x => [F.adaptive_avg_pool2d(x[0], (2, 2))], ["adaptive_avg_pool3d"] = x => [F.adaptive_avg_pool3d(x[0], [2, 2, 2])],
        ["adaptive_max_pool1d"] = x => [F.adaptive_max_pool1d(x[0], 2)], ["adaptive_max_pool2d"] = x => [F.adaptive_max_pool2d(x[0], [2, 2])], ["adaptive_max_pool3d"] = x => [F.adaptive_max_pool3d(x[0], [2, 2, 2])],
        ["adaptive_max_pool1d_with_indices"] = x => Both(F.adaptive_max_pool1d_with_indices(x[0], 2)), ["adaptive_max_pool2d_with_indices"] = x => Both(F.adaptive_max_pool2d_with_indices(x[0], [2, 2])),
        ["adaptive_max_pool3d_with_indices"] = x => Both(F.adaptive_max_pool3d_with_indices(x[0], [2, 2, 2])),
        ["avg_pool1d"] = x => [F.avg_pool1d(x[0], 2)], ["avg_pool2d"] = x => [F.avg_pool2d(x[0], 2)], ["avg_pool3d"] = x => [F.avg_pool3d(x[0], [1, 2, 2])], ["avg_pool2d/pair"] = x => [F.avg_pool2d(x[0], (2, 1), (1, 2), (1, 0))],
        ["max_pool1d"] = x => [F.max_pool1d(x[0], 2)], ["max_pool2d"] = x => [F.max_pool2d(x[0], [2, 2])], ["max_pool3d"] = x => [F.max_pool3d(x[0], [1, 2, 2])], ["max_pool2d/pair"] = x => [F.max_pool2d(x[0], (2, 1), (1, 2), (1, 0))],
        ["max_pool2d/square"] = x => [F.max_pool2d(x[0], 2, 1, 1, 1)],
        ["max_pool1d_with_indices"] = x => Both(F.max_pool1d_with_indices(x[0], 2)), ["max_pool2d_with_indices"] = x => Both(F.max_pool2d_with_indices(x[0], [2, 2])), ["max_pool3d_with_indices"] = x => Both(F.max_pool3d_with_indices(x[0], [1, 2, 2])),
        ["max_unpool1d"] = x => F.max_pool1d_with_indices(x[0], 2) is var (y, i) ? [F.max_unpool1d(y, i, 2, output_size: x[0].shape[2..])] : [],
        ["max_unpool2d"] = x => F.max_pool2d_with_indices(x[0], [2, 2]) is var (y, i) ? [F.max_unpool2d(y, i, [2, 2], output_size: x[0].shape)] : [],
        ["max_unpool3d"] = x => F.max_pool3d_with_indices(x[0], [1, 2, 2]) is var (y, i) ? [F.max_unpool3d(y, i, [1, 2, 2], output_size: x[0].shape[2..])] : [],
        ["lp_pool1d"] = x => [F.lp_pool1d(x[0], 2, 2)], ["lp_pool2d"] = x => [F.lp_pool2d(x[0], 2, 2)],
        ["fractional_max_pool2d"] = x => [F.fractional_max_pool2d(x[0], 2, output_ratio: 0.7)], ["fractional_max_pool3d"] = x => [F.fractional_max_pool3d(x[0], (1, 2, 1), output_ratio: (0.7, 0.7, 0.7))],
        ["fractional_max_pool2d_with_indices"] = x => Both(F.fractional_max_pool2d_with_indices(x[0], (2, 2), output_ratio: (0.7, 0.7))),
        ["fractional_max_pool3d_with_indices"] = x => Both(F.fractional_max_pool3d_with_indices(x[0], [1, 2, 1], output_ratio: [0.7, 0.7, 0.7])),
        ["avg_pool2d_backward"] = x => [F.avg_pool2d_backward(x[0].detach(), x[1].detach(), [2, 2])], ["avg_pool3d_backward"] = x => [F.avg_pool3d_backward(x[0].detach(), x[1].detach(), [1, 2, 2])],
        ["adaptive_avg_pool3d_backward"] = x => [F.adaptive_avg_pool3d_backward(zeros_like(x[1]), x[0].detach(), x[1].detach())],
        ["scaled_dot_product_attention"] = x => [F.scaled_dot_product_attention(x[0], x[1], x[2], x[3])], ["scaled_dot_product_attention/causal"] = x => [F.scaled_dot_product_attention(x[0], x[1], x[2], is_casual: true)],
        ["scaled_dot_product_attention/keep"] = x => [F.scaled_dot_product_attention(x[0], x[1], x[2], tensor(new[,] { { true, false }, { true, true } }))],
        ["binary_cross_entropy_with_logits"] = x => [F.binary_cross_entropy_with_logits(x[0], x[1])], ["binary_cross_entropy"] = x => [F.binary_cross_entropy(x[0], x[1])], ["cross_entropy"] = x => [F.cross_entropy(x[0], x[1], label_smoothing: 0.1)],
        ["nll_loss"] = x => [F.nll_loss(x[0], x[1])], ["poisson_nll_loss"] = x => [F.poisson_nll_loss(x[0], x[1])], ["cosine_embedding_loss"] = x => [F.cosine_embedding_loss(x[0], x[1], x[2])], ["hinge_embedding_loss"] = x => [F.hinge_embedding_loss(x[0], x[1])],
        ["huber_loss"] = x => [F.huber_loss(x[0], x[1])], ["ctc_loss"] = x => [F.ctc_loss(x[0], x[1], tensor(new[] { 4L, 4 }), tensor(new[] { 2L, 1 }), 2, reduction: nn.Reduction.Sum)], ["margin_ranking_loss"] = x => [F.margin_ranking_loss(x[0], x[1], x[2])],
        ["multi_label_margin_loss"] = x => [F.multi_label_margin_loss(x[0], x[1])], ["multilabel_soft_margin_loss"] = x => [F.multilabel_soft_margin_loss(x[0], x[1])], ["multi_margin_loss"] = x => [F.multi_margin_loss(x[0], x[1])],
        ["mse_loss"] = x => [F.mse_loss(x[0], x[1])], ["l1_loss"] = x => [F.l1_loss(x[0], x[1])], ["smooth_l1_loss"] = x => [F.smooth_l1_loss(x[0], x[1])], ["soft_margin_loss"] = x => [F.soft_margin_loss(x[0], x[1])],
        ["gaussian_nll_loss"] = x => [F.gaussian_nll_loss(x[0], x[1], x[2])], ["kl_div"] = x => [F.kl_div(x[0], x[1])], ["triplet_margin_loss"] = x => [F.triplet_margin_loss(x[0], x[1], x[2])],
        ["triplet_margin_with_distance_loss"] = x => [F.triplet_margin_with_distance_loss(x[0], x[1], x[2])],
        ["pad"] = x => [F.pad(x[0], (1, 2), value: 0.5)], ["pad/all"] = x => [F.pad(x[0], 1, PaddingModes.Replicate)], ["pad/circular"] = x => [F.pad(x[0], (1, 2, 1, 0), PaddingModes.Circular)],
        ["upsample"] = x => [F.upsample(x[0], [3, 4], mode: UpsampleMode.Bicubic)], ["upsample_nearest1d"] = x => [F.upsample_nearest1d(x[0], 5, null)], ["upsample_nearest2d"] = x => [F.upsample_nearest2d(x[0], scaleFactors: [1.5, 2])],
        ["upsample_nearest3d"] = x => [F.upsample_nearest3d(x[0], [2, 3, 2])], ["upsample_nearest1d_backward"] = x => [F.upsample_nearest1d_backward(x[0].detach(), 5, 3, null)],
        ["upsample_nearest2d_backward"] = x => [F.upsample_nearest2d_backward(x[0].detach(), [1, 1, 2, 3])], ["upsample_nearest3d_backward"] = x => [F.upsample_nearest3d_backward(x[0].detach(), [1, 2, 2], [2, 3, 2])],
        ["upsample_bilinear"] = x => [F.upsample_bilinear(x[0], [3, 4], align_corners: true)], ["upsample_nearest"] = x => [F.upsample_nearest(x[0], [3, 4])],
        ["grid_sample"] = x => [F.grid_sample(x[0], x[1])], ["grid_sample/border"] = x => [F.grid_sample(x[0], x[1] * 1.3, GridSampleMode.Nearest, GridSamplePaddingMode.Border, true)],
        ["grid_sample/reflection"] = x => [F.grid_sample(x[0], x[1] * 1.3, padding_mode: GridSamplePaddingMode.Reflection, align_corners: false)], ["affine_grid"] = x => [F.affine_grid(x[0], [1, 1, 2, 3], true)],
        ["interpolate"] = x => [F.interpolate(x[0], scale_factor: [1.7], mode: InterpolationMode.Linear)], ["interpolate/recompute"] = x => [F.interpolate(x[0], scale_factor: [1.7], mode: InterpolationMode.Linear, recompute_scale_factor: true)],
        ["interpolate/area"] = x => [F.interpolate(x[0], [2, 2], mode: InterpolationMode.Area)], ["interpolate/exact"] = x => [F.interpolate(x[0], [3, 5], mode: InterpolationMode.NearestExact)],
        ["interpolate/smooth"] = x => [F.interpolate(x[0], [2, 2], mode: InterpolationMode.Bilinear, antialias: true)], ["interpolate/bicubic"] = x => [F.interpolate(x[0], scale_factor: [0.5], mode: InterpolationMode.Bicubic, antialias: true)],
    };

    private static Tensor[] Both((Tensor, Tensor) pair) => [pair.Item1, pair.Item2];
}
