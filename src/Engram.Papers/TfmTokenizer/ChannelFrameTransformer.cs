using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using Engram.Modeling.Positions;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.TfmTokenizer;

/// <summary>
/// The tokens of all channels in one sequence behind a class token: each with a learned vector of its channel and a sine code of its frame added, through
/// a transformer with linear attention.
/// </summary>
internal sealed class ChannelFrameTransformer : nn.Module<Tensor, Tensor>
{
    private readonly MotifTransformerConfig config;
    private readonly LearnedPosition channels;
    private readonly SinusoidalPosition frames;
    private readonly TokenTransformer transformer;

    public ChannelFrameTransformer(MotifTransformerConfig config)
        : base(nameof(ChannelFrameTransformer))
    {
        this.config = config;
        channels = new(new() { Count = config.Channels, Width = config.Width });
        frames = new(new() { Width = config.Width });
        transformer = new(config.Transformer);
        RegisterComponents();
    }

    /// <summary>[trial, channel, frame, D] → the class token, [trial, D].</summary>
    public override Tensor forward(Tensor tokens) => Encode(tokens).Class!;

    public TokenEncoding Encode(Tensor tokens)
    {
        Expect.Shape(tokens, nameof(ChannelFrameTransformer), "trial, channel, frame, feature", -1, -1, -1, config.Width);
        if (tokens.shape[1] > config.Channels)
            throw new ArgumentException($"{nameof(ChannelFrameTransformer)}: expected at most {config.Channels} channels, which have learned vectors, got {tokens.shape[1]}.", nameof(tokens));
        var placed = tokens + channels.Sequence(tokens.shape[1]).unsqueeze(1) + frames.Sequence(tokens.shape[2]);
        return transformer.Encode(placed.flatten(1, 2));
    }
}
