using Engram.Modeling.Decoders;
using Engram.Modeling.Encoders;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Encoders;

/// <summary>The registry: every public encoder and decoder, in each of its shapes.</summary>
internal static class EncoderCases
{
    private static readonly TokenTransformerConfig Tokens = new() { Width = 8, Depth = 2, Heads = 2 };
    private static readonly ConvolutionalAutoencoderConfig Autoencoder = new() { Dimensions = 1, SignalChannels = 3, Widths = [8, 16, 16], EncoderChannels = 4, LatentChannels = 2, Groups = 4 };
    private static readonly EegNetConfig Eeg = new() { Channels = 5, TemporalFilters = 3, PointwiseFilters = 7, TemporalKernel = 9, SeparableKernel = 5 };

    internal static IReadOnlyList<EncoderCase> All { get; } =
    [
        Transformer("TokenTransformer pre-norm", Tokens),
        Transformer("TokenTransformer post-norm relu", Tokens with { Placement = NormPlacement.Post, FeedForward = FeedForwardKind.Relu, FinalNorm = false, Dropout = 0.2 }),
        Transformer("TokenTransformer rms geglu", Tokens with { Norm = NormKind.RootMeanSquare, FeedForward = FeedForwardKind.Geglu, Bias = false, HeadWidth = 6, FeedForwardWidth = 21, InitialDeviation = 0.02 }),
        Transformer("TokenTransformer swiglu class registers", Tokens with { FeedForward = FeedForwardKind.Swiglu, ClassToken = true, RegisterTokens = 2, NormaliseQueriesAndKeys = true }),
        Transformer("TokenTransformer linear attention", Tokens with { Attention = AttentionKind.Linear, ProjectionBias = false, FinalNorm = false }),
        Transformer("TokenTransformer relative", Tokens with { RelativeLength = 9, ClassToken = true }),
        EncoderCase.Of("BertEncoder", new BertEncoderConfig { Vocabulary = 5, Length = 6, Width = 8, Depth = 2, Heads = 1, FeedForwardWidth = 12 }, c => new BertEncoder(c), (m, x, p) => m.Encode(Ids(x), p).Tokens, [4, 6, 8], [4, 6, 8], takesPadding: true),
        EncoderCase.Of("AttentionPooling bare", new AttentionPoolingConfig { Width = 8, Queries = 3 }, c => new AttentionPooling(c), (m, x, p) => m.Pool(x, p).Pooled, [4, 6, 8], [4, 3, 8]),
        EncoderCase.Of("AttentionPooling heads", new AttentionPoolingConfig { Width = 8, Heads = 2 }, c => new AttentionPooling(c), (m, x, p) => m.Pool(x, p).Pooled, [4, 6, 8], [4, 1, 8]),
        EncoderCase.Of("Conformer", new ConformerConfig { Width = 8, Depth = 2, Heads = 2, Kernel = 5 }, c => new Conformer(c), (m, x, p) => m.Encode(x, p), [4, 6, 8], [4, 6, 8], takesPadding: true),
        EncoderCase.Of("RecurrentEncoder gru", new RecurrentEncoderConfig { InputWidth = 8, HiddenWidth = 5, Layers = 2, Dropout = 0.1 }, c => new RecurrentEncoder(c), (m, x, p) => m.Encode(x, p), [4, 6, 8], [4, 6, 5], takesPadding: true),
        EncoderCase.Of("RecurrentEncoder lstm both ways", new RecurrentEncoderConfig { InputWidth = 8, HiddenWidth = 5, Layers = 2, Cell = RecurrentCell.Lstm, Bidirectional = true }, c => new RecurrentEncoder(c), (m, x, p) => m.Encode(x, p), [4, 6, 8], [4, 6, 10], takesPadding: true),
        EncoderCase.Of("StateSpaceEncoder", new StateSpaceEncoderConfig { Width = 8, Depth = 2, States = 4 }, c => new StateSpaceEncoder(c), (m, x, p) => m.Encode(x, p), [4, 6, 8], [4, 6, 8], takesPadding: true),
        EncoderCase.Of("StateSpaceEncoder both ways", new StateSpaceEncoderConfig { Width = 8, Depth = 2, States = 4, Bidirectional = true, Dropout = 0.1 }, c => new StateSpaceEncoder(c), (m, x, p) => m.Encode(x, p), [4, 6, 8], [4, 6, 8], takesPadding: true),
        EncoderCase.Of("EegNet", Eeg, c => new EegNet(c), (m, x, _) => m.call(x), [4, 5, 64], [4, 7, 2]),
        EncoderCase.Of("ShallowConvNet", new ShallowConvNetConfig { Channels = 5, Filters = 6, Kernel = 9, Pool = 20, PoolStride = 5 }, c => new ShallowConvNet(c), (m, x, _) => m.call(x), [4, 5, 64], [4, 6, 8]),
        EncoderCase.Of("DeepConvNet", new DeepConvNetConfig { Channels = 5, Filters = [4, 6], Kernel = 4, Pool = 2 }, c => new DeepConvNet(c), (m, x, _) => m.call(x), [4, 5, 64], [4, 6, 13]),
        EncoderCase.Of("ResNet 1D", new ResNetConfig { Dimensions = 1, InputChannels = 3, Widths = [4, 8], BlocksPerStage = 1 }, c => new ResNet(c), (m, x, _) => m.call(x), [4, 3, 32], [4, 8, 8]),
        EncoderCase.Of("ResNet 2D", new ResNetConfig { Dimensions = 2, InputChannels = 3, Widths = [4, 8], BlocksPerStage = 2 }, c => new ResNet(c), (m, x, _) => m.call(x), [4, 3, 16, 24], [4, 8, 4, 6]),
        EncoderCase.Of("ConvolutionalEncoder 1D", Autoencoder, c => new ConvolutionalEncoder(c), (m, x, _) => m.call(x), [4, 3, 16], [4, 4, 4]),
        EncoderCase.Of("ConvolutionalEncoder 2D", Autoencoder with { Dimensions = 2, Attention = false }, c => new ConvolutionalEncoder(c), (m, x, _) => m.call(x), [4, 3, 16, 8], [4, 4, 4, 2]),
        EncoderCase.Of("ConvolutionalDecoder 1D", Autoencoder, c => new ConvolutionalDecoder(c), (m, x, _) => m.call(x), [4, 2, 4], [4, 3, 16]),
        EncoderCase.Of("ConvolutionalDecoder 2D", Autoencoder with { Dimensions = 2 }, c => new ConvolutionalDecoder(c), (m, x, _) => m.call(x), [4, 2, 4, 2], [4, 3, 16, 8]),
        EncoderCase.Of("EegNetDecoder", Eeg, c => new EegNetDecoder(c), (m, x, _) => m.call(x), [4, 7, 2], [4, 5, 64]),
        EncoderCase.Of("UNet 1D", new UNetConfig { Dimensions = 1, InputChannels = 3, OutputChannels = 2, Widths = [8, 16], Attention = true }, c => new UNet(c), (m, x, _) => m.call(x, null), [4, 3, 16], [4, 2, 16]),
        EncoderCase.Of("UNet 2D conditioned", new UNetConfig { Dimensions = 2, InputChannels = 3, OutputChannels = 2, Widths = [8, 16], ConditionWidth = 3 }, c => new UNet(c), (m, x, _) => m.call(x, x.flatten(2).mean([2])), [4, 3, 8, 8], [4, 2, 8, 8]),
        EncoderCase.Of("MaskedTokenDecoder", new MaskedTokenDecoderConfig { InputWidth = 8, OutputWidth = 5, Transformer = Tokens with { Width = 6 } }, c => new MaskedTokenDecoder(c), (m, x, _) => m.call(x, Places(x, 0, 2), Places(x, 1, 2), Positions(x)), [4, 3, 8], [4, 3, 5]),
        EncoderCase.Of("PatchTransformer", new PatchTransformerConfig { Channels = 3, Patch = 8, Transformer = Tokens with { Bias = false, RegisterTokens = 1, InitialDeviation = 0.02 } }, c => new PatchTransformer(c), (m, x, _) => m.call(x), [4, 3, 32], [4, 4, 8]),
        .. Enum.GetValues<CoordinateNetworkKind>().Select(kind => EncoderCase.Of($"CoordinateNetwork {kind}", new CoordinateNetworkConfig { Kind = kind, Coordinates = 3, Outputs = 2, Width = 8, HiddenLayers = 1, Omega = 2, HiddenOmega = 2, Frequencies = 5, BiasRange = 0.5, Scale = 1 }, c => new CoordinateNetwork(c), (m, x, _) => m.call(x), [4, 3], [4, 2])),
        new("SirenLayer", typeof(SirenLayer), () => new SirenLayer(8, 5, 2), (m, x, _) => ((SirenLayer)m).call(x), [4, 6, 8], [4, 6, 5]),
        new("FinerLayer", typeof(FinerLayer), () => new FinerLayer(8, 5, 2), (m, x, _) => ((FinerLayer)m).call(x), [4, 6, 8], [4, 6, 5]),
        new("GaborLayer", typeof(GaborLayer), () => new GaborLayer(4, 5, 2, 0.5), (m, x, _) => ((GaborLayer)m).call(x), [4, 6, 8], [4, 6, 10]),
        EncoderCase.Of("GlobalTokenDecoder", new GlobalTokenDecoderConfig { Width = 8, OutputWidth = 5 }, c => new GlobalTokenDecoder(c), (m, x, _) => m.call(x, x.narrow(1, 0, 2) * 0.5), [4, 6, 8], [4, 2, 5]),
        new("S4dLayer", typeof(S4dLayer), () => new S4dLayer(8, 4, bidirectional: true), (m, x, _) => ((S4dLayer)m).call(x), [4, 6, 8], [4, 6, 8]),
        new("RmsNorm", typeof(RmsNorm), () => new RmsNorm(8), (m, x, _) => ((RmsNorm)m).call(x), [4, 6, 8], [4, 6, 8]),
        new("LoraLinear", typeof(LoraLinear), () => new LoraLinear(nn.Linear(8, 5), 2), (m, x, _) => ((LoraLinear)m).call(x), [4, 6, 8], [4, 6, 5]),
        new("FeedForward", typeof(FeedForward), () => new FeedForward(8, 12, FeedForwardKind.Silu), (m, x, _) => ((FeedForward)m).call(x), [4, 6, 8], [4, 6, 8]),
        new("TransformerBlock", typeof(TransformerBlock), () => new TransformerBlock(Tokens), (m, x, _) => ((TransformerBlock)m).call(x, AttentionContext.None), [4, 6, 8], [4, 6, 8]),
        new("TiedCodeHead", typeof(TiedCodeHead), () => new TiedCodeHead(8, 5), (m, x, _) => ((TiedCodeHead)m).call(x, linspace(-1, 1, 40, dtype: x.dtype).reshape(5, 8)), [4, 6, 8], [4, 6, 5]),
        new("MultiHeadAttention cross", typeof(MultiHeadAttention), () => new MultiHeadAttention(8, 2), (m, x, p) => ((MultiHeadAttention)m).call(x, x * 0.5, p is null ? AttentionContext.None : new() { Bias = AttentionContext.PaddingBias(p, x.dtype) }), [4, 6, 8], [4, 6, 8]) { TakesPadding = true },
    ];

    // Ids of 0 to 4 by the first feature, which needs all three axes to be there.
    private static Tensor Ids(Tensor x) => x.ndim == 3 ? (x.select(2, 0) * 1000).floor().to_type(int64).remainder(5) : x.unsqueeze(-1).to_type(int64);

    private static EncoderCase Transformer(string name, TokenTransformerConfig config) =>
        EncoderCase.Of(name, config, c => new TokenTransformer(c), (m, x, p) =>
        {
            var encoding = m.Encode(x, p);
            return encoding.Class is null ? encoding.Tokens : encoding.Tokens + encoding.Class.unsqueeze(1);
        }, [4, 6, 8], [4, 6, 8], takesPadding: true);

    private static Tensor Places(Tensor x, long start, long step) => (arange(x.shape[1]) * step + start).unsqueeze(0).expand(x.shape[0], -1).contiguous();

    private static Tensor Positions(Tensor x) => linspace(-1, 1, 6 * 6, dtype: x.dtype).reshape(1, 6, 6);
}
