using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.TfmTokenizer;

/// <summary>The same transformer over raw frames instead of codes: one matrix embeds the samples of a frame. The baseline that the paper's tokens must beat.</summary>
public sealed class RawFrameTransformer : nn.Module<Tensor, Tensor>
{
    private readonly Linear patches;
    private readonly ChannelFrameTransformer transformer;
    private readonly Linear classes;

    /// <summary>A model with fresh weights from torch's shared generator.</summary>
    /// <param name="config">Settings; the codes are not used.</param>
    /// <param name="samples">Samples of a frame.</param>
    public RawFrameTransformer(MotifTransformerConfig config, int samples)
        : base(nameof(RawFrameTransformer))
    {
        ArgumentNullException.ThrowIfNull(config);
        patches = nn.Linear(samples, config.Width);
        transformer = new(config);
        classes = nn.Linear(config.Width, config.Classes);
        RegisterComponents();
    }

    /// <summary>The logits of the classes, [trial, class].</summary>
    /// <param name="frames">[trial, channel, frame, sample].</param>
    public override Tensor forward(Tensor frames) => classes.call(transformer.call(patches.call(frames)));
}
