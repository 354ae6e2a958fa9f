using Engram.Modeling.Encoders;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.WearEcg;

/// <summary>A small residual network that tells the classes; it stands for the paper's foundation model.</summary>
public sealed class HeartbeatClassifier : nn.Module<Tensor, Tensor>
{
    private const int Width = 32;
    private readonly ResNet body;
    private readonly Linear output;

    /// <summary>A classifier with fresh weights from torch's shared generator.</summary>
    public HeartbeatClassifier()
        : base(nameof(HeartbeatClassifier))
    {
        body = new(new() { Dimensions = 1, InputChannels = 12, Widths = [16, Width], BlocksPerStage = 1 });
        output = nn.Linear(Width, HeartbeatSet.Names.Count);
        RegisterComponents();
    }

    /// <summary>Scores of the classes, [window, class].</summary>
    /// <param name="signal">[window, lead, time].</param>
    public override Tensor forward(Tensor signal) => output.call(Features(signal));

    /// <summary>What the scores are made of, [window, feature].</summary>
    /// <param name="signal">[window, lead, time].</param>
    public Tensor Features(Tensor signal) => body.call(signal).mean([2]);

    /// <summary>
    /// Perceptual distance: mean squared difference of features. The weights of the classifier may be frozen, but its graph must live: the
    /// released code computes the features without gradient, and its term then changes nothing.
    /// </summary>
    /// <param name="rebuilt">[window, lead, time].</param>
    /// <param name="truth">The same shape.</param>
    public Tensor Perceptual(Tensor rebuilt, Tensor truth) => (Features(rebuilt) - Features(truth).detach()).square().mean();
}
