using Engram.Modeling.Encoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>Encoder and attentive probe in one, to be trained together.</summary>
public sealed class EcgClassifier : nn.Module<Tensor, Tensor>
{
    private readonly PatchTransformer encoder;
    private readonly AttentiveHead probe;

    /// <summary>A classifier with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The encoder.</param>
    /// <param name="statements">Scores.</param>
    public EcgClassifier(PatchTransformerConfig config, int statements)
        : base(nameof(EcgClassifier))
    {
        encoder = new(config);
        probe = new(config.Transformer.Width, config.Transformer.Heads, statements);
        RegisterComponents();
    }

    /// <summary>The encoder.</summary>
    public PatchTransformer Encoder => encoder;

    /// <summary>The probe.</summary>
    public AttentiveHead Probe => probe;

    /// <summary>Scores, [batch, lead, time] to [batch, statement].</summary>
    /// <param name="signal">Scaled signals.</param>
    public override Tensor forward(Tensor signal) => probe.call(encoder.call(signal));
}
