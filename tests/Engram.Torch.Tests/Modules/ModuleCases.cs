using TorchSharp;
using static TorchSharp.torch;
using Run = System.Func<TorchSharp.torch.Tensor[], TorchSharp.torch.Tensor[]>;

namespace Engram.Torch.Tests.Modules;

/// <summary>The modules of tests/oracles/torch_modules.py, built as it builds them.</summary>
internal static class ModuleCases
{
    public static readonly Dictionary<string, Func<(nn.Module, Run)>> All = new();

    static ModuleCases()
    {
        Activations();
        Layers();
        Pooling();
        Sequences();
        Containers();
        Losses();
    }

    private static void Activations()
    {
        Add("CELU", () => nn.CELU());
        Add("ELU", () => nn.ELU());
        Add("GELU", () => nn.GELU());
        Add("Hardshrink", () => nn.Hardshrink());
        Add("Hardsigmoid", () => nn.Hardsigmoid());
        Add("Hardswish", () => nn.Hardswish());
        Add("Hardtanh", () => nn.Hardtanh());
        Add("LeakyReLU", () => nn.LeakyReLU());
        Add("LogSigmoid", nn.LogSigmoid);
        Add("Mish", () => nn.Mish());
        Add("ReLU", () => nn.ReLU());
        Add("ReLU6", () => nn.ReLU6());
        Add("SELU", () => nn.SELU());
        Add("Sigmoid", () => nn.Sigmoid());
        Add("SiLU", () => nn.SiLU());
        Add("Softplus", () => nn.Softplus());
        Add("Softshrink", () => nn.Softshrink());
        Add("Softsign", () => nn.Softsign());
        Add("Tanh", () => nn.Tanh());
        Add("Tanhshrink", () => nn.Tanhshrink());
        Add("Identity", nn.Identity);
        Add("GLU", () => nn.GLU(1));
        Add("LogSoftmax", () => nn.LogSoftmax(1));
        Add("Softmax", () => nn.Softmax(1));
        Add("Softmin", () => nn.Softmin(1));
        Add("RReLU", () => nn.RReLU());
        Add("RReLU/eval", () => Still(nn.RReLU()));
        Add("PReLU", () => nn.PReLU(3, 0.1));
        Add("Softmax2d", nn.Softmax2d);
        Add("Threshold", () => nn.Threshold(0.1, 0.5));
        Add("AlphaDropout", () => nn.AlphaDropout(0.4));
        Add("Dropout", () => nn.Dropout(0.4));
        Add("Dropout1d", () => nn.Dropout1d(0.4));
        Add("Dropout2d", () => nn.Dropout2d(0.4));
        Add("Dropout3d", () => nn.Dropout3d(0.4));
        Add("FeatureAlphaDropout", () => nn.FeatureAlphaDropout(0.4));
        Add("Dropout1d/unbatched", () => nn.Dropout1d(0.4));
        Add("Dropout/eval", () => Still(nn.Dropout(0.4)));
    }

    private static void Layers()
    {
        Add("Flatten", () => nn.Flatten());
        Add("Unflatten", () => nn.Unflatten(1, [2, 3]));
        Add("PixelShuffle", () => nn.PixelShuffle(2));
        Add("PixelUnshuffle", () => nn.PixelUnshuffle(2));
        Add("ChannelShuffle", () => nn.ChannelShuffle(2));
        Add("Fold", () => nn.Fold((3, 4), (2, 2)));
        Add("Unfold", () => nn.Unfold(2, 1, 1, 2));
        Add("Upsample", () => nn.Upsample(scale_factor: [2.0]));
        Add("Upsample/bilinear", () => nn.Upsample([3, 5], mode: UpsampleMode.Bilinear, align_corners: true));
        Add("Upsample/trilinear", () => nn.Upsample(scale_factor: [2.0, 1.5, 1.0], mode: UpsampleMode.Trilinear));
        Add("Bilinear", () => nn.Bilinear(3, 2, 2), (m, x) => [m.call(x[0], x[1])]);
        Add("Linear", () => nn.Linear(3, 2));
        Add("Linear/nobias", () => nn.Linear(3, 2, hasBias: false));
        Add("CosineSimilarity", () => nn.CosineSimilarity(), (m, x) => [m.call(x[0], x[1])]);
        Add("PairwiseDistance", () => nn.PairwiseDistance(3, keepdim: true), (m, x) => [m.call(x[0], x[1])]);
        Add("LocalResponseNorm", () => nn.LocalResponseNorm(3, 0.5, 0.6, 1.5));
        Add("LayerNorm", () => nn.LayerNorm(4));
        Add("GroupNorm", () => nn.GroupNorm(2, 4));
        Add("BatchNorm1d", () => nn.BatchNorm1d(2));
        Add("BatchNorm2d", () => nn.BatchNorm2d(2));
        Add("BatchNorm3d", () => nn.BatchNorm3d(2));
        Add("BatchNorm1d/eval", () => Still(nn.BatchNorm1d(2)));
        Add("BatchNorm2d/eval", () => Still(nn.BatchNorm2d(2)));
        Add("BatchNorm3d/eval", () => Still(nn.BatchNorm3d(2)));
        Add("InstanceNorm1d", () => nn.InstanceNorm1d(2, affine: true, track_running_stats: true));
        Add("InstanceNorm2d", () => nn.InstanceNorm2d(2, affine: true, track_running_stats: true));
        Add("InstanceNorm3d", () => nn.InstanceNorm3d(2, affine: true, track_running_stats: true));
        Add("Conv1d", () => nn.Conv1d(2, 2, 2));
        Add("Conv2d", () => nn.Conv2d(1, 2, 2, bias: false));
        Add("Conv3d", () => nn.Conv3d(1, 1, 2));
        Add("ConvTranspose1d", () => nn.ConvTranspose1d(2, 1, 2));
        Add("ConvTranspose2d", () => nn.ConvTranspose2d(1, 2, 2));
        Add("ConvTranspose3d", () => nn.ConvTranspose3d(1, 1, 2, stride: 2));
        Add("ConstantPad1d", () => nn.ConstantPad1d((1, 2), 0.5));
        Add("ConstantPad2d", () => nn.ConstantPad2d((1, 2, 0, 1), 0.5));
        Add("ConstantPad3d", () => nn.ConstantPad3d((1, 0, 1, 1, 0, 1), 0.5));
        Add("ReflectionPad1d", () => nn.ReflectionPad1d((1, 2)));
        Add("ReflectionPad2d", () => nn.ReflectionPad2d((1, 2, 0, 1)));
        Add("ReflectionPad3d", () => nn.ReflectionPad3d((1, 0, 1, 1, 0, 1)));
        Add("ReplicationPad1d", () => nn.ReplicationPad1d((1, 2)));
        Add("ReplicationPad2d", () => nn.ReplicationPad2d((1, 2, 0, 1)));
        Add("ReplicationPad3d", () => nn.ReplicationPad3d((1, 0, 1, 1, 0, 1)));
        Add("ZeroPad2d", () => nn.ZeroPad2d(1));
        Add("ReflectionPad2d/same", () => nn.ReflectionPad2d(1));
    }

    private static void Pooling()
    {
        Add("MaxPool1d", () => nn.MaxPool1d(3, 2, 1));
        Add("MaxPool2d", () => nn.MaxPool2d((2, 3), (1, 2), (1, 1), (1, 1)));
        Add("MaxPool2d/ceil", () => nn.MaxPool2d(2, ceil_mode: true));
        Add("MaxPool3d", () => nn.MaxPool3d(2));
        Add("MaxPool1d/indices", () => nn.MaxPool1d(2), (m, x) => Both(m.forward_with_indices(x[0])));
        Add("MaxPool2d/indices", () => nn.MaxPool2d(2), (m, x) => Both(m.forward_with_indices(x[0])));
        Add("MaxPool3d/indices", () => nn.MaxPool3d(2), (m, x) => Both(m.forward_with_indices(x[0])));
        Add("MaxUnpool1d", () => nn.MaxUnpool1d(2), (m, x) => nn.functional.max_pool1d_with_indices(x[0], 2) is var (y, i) ? [m.call(y, i)] : []);
        Add("MaxUnpool1d/size", () => nn.MaxUnpool1d(2), (m, x) => nn.functional.max_pool1d_with_indices(x[0], 2) is var (y, i) ? [m.call(y, i, [7])] : []);
        Add("MaxUnpool2d", () => nn.MaxUnpool2d(2), (m, x) => nn.functional.max_pool2d_with_indices(x[0], [2, 2]) is var (y, i) ? [m.call(y, i)] : []);
        Add("MaxUnpool3d", () => nn.MaxUnpool3d(2), (m, x) => nn.functional.max_pool3d_with_indices(x[0], [2, 2, 2]) is var (y, i) ? [m.call(y, i)] : []);
        Add("AdaptiveAvgPool1d", () => nn.AdaptiveAvgPool1d(3));
        Add("AdaptiveAvgPool2d", () => nn.AdaptiveAvgPool2d(2));
        Add("AdaptiveAvgPool3d", () => nn.AdaptiveAvgPool3d((2, 2, 2)));
        Add("AdaptiveMaxPool1d", () => nn.AdaptiveMaxPool1d(3));
        Add("AdaptiveMaxPool2d", () => nn.AdaptiveMaxPool2d([2, 2]));
        Add("AdaptiveMaxPool3d", () => nn.AdaptiveMaxPool3d([2, 2, 2]));
        Add("AdaptiveMaxPool1d/indices", () => nn.AdaptiveMaxPool1d(2), (m, x) => Both(m.forward_with_indices(x[0])));
        Add("AdaptiveMaxPool2d/indices", () => nn.AdaptiveMaxPool2d([2, 2]), (m, x) => Both(m.forward_with_indices(x[0])));
        Add("AdaptiveMaxPool3d/indices", () => nn.AdaptiveMaxPool3d([2, 2, 2]), (m, x) => Both(m.forward_with_indices(x[0])));
        Add("AvgPool1d", () => nn.AvgPool1d(2, 2, 1, count_include_pad: false));
        Add("AvgPool2d", () => nn.AvgPool2d(2, 2, 1, count_include_pad: false));
        Add("AvgPool3d", () => nn.AvgPool3d(2, 2, 1, count_include_pad: false));
        Add("AvgPool2d/divisor", () => nn.AvgPool2d((2, 2), (1, 1), divisor_override: 3));
        Add("LPPool1d", () => nn.LPPool1d(2, 2));
        Add("LPPool2d", () => nn.LPPool2d(2, 2));
        Add("FractionalMaxPool2d", () => nn.FractionalMaxPool2d(2, output_size: 2));
        Add("FractionalMaxPool3d", () => nn.FractionalMaxPool3d((1, 2, 1), output_size: (1, 2, 1)));
        Add("FractionalMaxPool2d/ratio", () => nn.FractionalMaxPool2d(2, output_ratio: 0.6), (m, x) => Both(m.forward_with_indices(x[0])));
    }

    private static void Sequences()
    {
        Add("Embedding", () => nn.Embedding(5, 3, padding_idx: 1));
        Add("Embedding/norm", () => nn.Embedding(5, 3, max_norm: 1, scale_grad_by_freq: true));
        Add("EmbeddingBag", () => nn.EmbeddingBag(5, 3), (m, x) => [m.call(x[0])]);
        Add("EmbeddingBag/sum", () => nn.EmbeddingBag(5, 3, mode: EmbeddingBagMode.Sum, padding_index: 2), (m, x) => [m.call(x[0], tensor(new[] { 0L, 2L }))]);
        Add("EmbeddingBag/weights", () => nn.EmbeddingBag(5, 3, mode: EmbeddingBagMode.Sum), (m, x) => [m.call(x[0], null, x[1])]);
        Add("EmbeddingBag/max", () => nn.EmbeddingBag(5, 3, max_norm: 1, mode: EmbeddingBagMode.Max), (m, x) => [m.call(x[0])]);
        Add("RNN", () => nn.RNN(3, 2), (m, x) => Both(m.call(x[0])));
        Add("GRU", () => nn.GRU(3, 2), (m, x) => Both(m.call(x[0])));
        Add("LSTM", () => nn.LSTM(3, 2), (m, x) => m.call(x[0]) is var (y, h, c) ? [y, h, c] : []);
        Add("RNNCell", () => nn.RNNCell(3, 2), (m, x) => [m.call(x[0], x[1])]);
        Add("RNNCell/relu", () => nn.RNNCell(3, 2, nn.NonLinearities.ReLU, bias: false), (m, x) => [m.call(x[0], null)]);
        Add("GRUCell", () => nn.GRUCell(3, 2), (m, x) => [m.call(x[0], x[1])]);
        Add("GRUCell/unbatched", () => nn.GRUCell(3, 2), (m, x) => [m.forward(x[0])]);
        Add("LSTMCell", () => nn.LSTMCell(3, 2), (m, x) => Both(m.call(x[0], (x[1], x[2]))));
        Add("LSTMCell/unbatched", () => nn.LSTMCell(3, 2), (m, x) => Both(m.call(x[0])));
        Add("MultiheadAttention", () => nn.MultiheadAttention(4, 2, kdim: 3, vdim: 2), (m, x) => m.call(x[0], x[1], x[2]) is var (y, w) ? [y, w!] : []);
        Add("TransformerEncoderLayer", () => nn.TransformerEncoderLayer(4, 2, 4, 0));
        Add("TransformerEncoder", () => nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 4, 0), 1), (m, x) => [m.call(x[0], Future())]);
        Add("TransformerDecoderLayer", () => nn.TransformerDecoderLayer(4, 2, 4, 0), (m, x) => [m.call(x[0], x[1], Future())]);
        Add("TransformerDecoderLayer/gelu", () => nn.TransformerDecoderLayer(4, 2, 4, 0, nn.Activations.GELU), (m, x) => [m.call(x[0], x[1])]);
        Add("TransformerDecoder", () => nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, 4, 0), 2), (m, x) => [m.call(x[0], x[1], null, tgt_key_padding_mask: tensor(new[,] { { false, false, true } }))]);
        Add("Transformer", () => nn.Transformer(4, 2, 2, 1, 4, 0), (m, x) => [m.call(x[0], x[1], null, tgt_mask: Future())]);
    }

    private static void Containers()
    {
        Add("Sequential", () => nn.Sequential(nn.Linear(3, 2), nn.Tanh()));
        Add("ModuleList", () => nn.ModuleList(nn.Linear(3, 2), nn.Linear(2, 1)), (m, x) => [m[1].call(m[0].call(x[0]))]);
        Add("ModuleDict", () => nn.ModuleDict(("b", nn.Linear(3, 2)), ("a", nn.Linear(2, 1))), (m, x) => [m["a"].call(m["b"].call(x[0]))]);
        Add("ParameterList", () => nn.ParameterList(nn.Parameter(ones(3)), nn.Parameter(ones(3))), (m, x) => [x[0] * m[0] + m[1]]);
        Add("ParameterDict", () => nn.ParameterDict(("b", nn.Parameter(ones(3))), ("a", nn.Parameter(ones(3)))), (m, x) => [x[0] * m["b"] + m["a"]]);
    }

    private static void Losses()
    {
        Add("BCELoss", () => nn.BCELoss());
        Add("BCELoss/weight", () => nn.BCELoss(Weights(), nn.Reduction.None));
        Add("BCEWithLogitsLoss", () => nn.BCEWithLogitsLoss(pos_weights: Weights()));
        Add("CrossEntropyLoss", () => nn.CrossEntropyLoss(Weights(), ignore_index: 1));
        Add("NLLLoss", () => nn.NLLLoss(Weights()));
        Add("NLLLoss/image", () => nn.NLLLoss(reduction: nn.Reduction.Sum));
        Add("CosineEmbeddingLoss", () => nn.CosineEmbeddingLoss(0.1));
        Add("CTCLoss", () => nn.CTCLoss(2), (m, x) => [m.call(x[0].transpose(1, 2), x[1], tensor(new[] { 5L, 4 }), tensor(new[] { 2L, 1 }))]);
        Add("HingeEmbeddingLoss", () => nn.HingeEmbeddingLoss());
        Add("HuberLoss", () => nn.HuberLoss(0.4));
        Add("KLDivLoss", () => nn.KLDivLoss());
        Add("KLDivLoss/plain", () => nn.KLDivLoss(log_target: false, nn.Reduction.Sum));
        Add("L1Loss", () => nn.L1Loss());
        Add("MSELoss", () => nn.MSELoss(nn.Reduction.None));
        Add("SmoothL1Loss", () => nn.SmoothL1Loss(beta: 0.5));
        Add("SoftMarginLoss", () => nn.SoftMarginLoss());
        Add("MarginRankingLoss", () => nn.MarginRankingLoss(0.2));
        Add("MultiLabelMarginLoss", () => nn.MultiLabelMarginLoss());
        Add("MultiLabelSoftMarginLoss", () => nn.MultiLabelSoftMarginLoss(Weights()));
        Add("MultiMarginLoss", () => nn.MultiMarginLoss(2, 0.8, Weights()));
        Add("PoissonNLLLoss", () => nn.PoissonNLLLoss());
        Add("PoissonNLLLoss/full", () => nn.PoissonNLLLoss(log_input: false, full: true));
        Add("GaussianNLLLoss", () => nn.GaussianNLLLoss(full: true));
        Add("GaussianNLLLoss/row", () => nn.GaussianNLLLoss(reduction: nn.Reduction.None));
        Add("TripletMarginLoss", () => nn.TripletMarginLoss(0.7, swap: true));
        Add("TripletMarginWithDistanceLoss", () => nn.TripletMarginWithDistanceLoss(margin: 0.7, swap: true));
        Add("TripletMarginWithDistanceLoss/own", () => nn.TripletMarginWithDistanceLoss((a, b) => (a - b).abs().sum([1L]), reduction: nn.Reduction.Sum));
    }

    private static Tensor Weights() => tensor(new[] { 0.5f, 1f, 2f });

    private static Tensor Future() => ones(3, 3).triu(1).to(ScalarType.Bool);

    private static Tensor[] Both((Tensor, Tensor) pair) => [pair.Item1, pair.Item2];

    private static T Still<T>(T module)
        where T : nn.Module
    {
        module.eval();
        return module;
    }

    private static void Add(string name, Func<nn.Module<Tensor, Tensor>> make) => Add(name, make, (m, x) => [m.call(x[0])]);

    private static void Add(string name, Func<nn.Module<Tensor, Tensor, Tensor>> make) => Add(name, make, (m, x) => [m.call(x[0], x[1])]);

    private static void Add(string name, Func<nn.Module<Tensor, Tensor, Tensor, Tensor>> make) => Add(name, make, (m, x) => [m.call(x[0], x[1], x[2])]);

    private static void Add<T>(string name, Func<T> make, Func<T, Tensor[], Tensor[]> run)
        where T : nn.Module => All.Add(name, () =>
        {
            var module = make();
            return (module, x => run(module, x));
        });
}
