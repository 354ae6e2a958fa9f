using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;

namespace Engram.Papers.EcgJepa;

/// <summary>Settings of an <see cref="EcgJepaModel"/>.</summary>
public sealed record EcgJepaModelConfig : IConfig
{
    /// <summary>Student and teacher.</summary>
    public required PatchTransformerConfig Encoder { get; init; }

    /// <summary>The transformer inside the predictor.</summary>
    public required TokenTransformerConfig Predictor { get; init; }

    /// <summary>Least share of patches that the student sees.</summary>
    public double LeastKept { get; init; } = 0.15;

    /// <summary>Largest share of patches that the student sees.</summary>
    public double MostKept { get; init; } = 0.25;

    /// <summary>Shortest masked run, in patches.</summary>
    public int MinimumBlock { get; init; } = 10;

    /// <summary>Whether masked patches are drawn one by one instead of in runs; an ablation.</summary>
    public bool MasksSinglePatches { get; init; }

    /// <summary>ViT-S as published: 12 leads of 10 s at 500 Hz, patches of 50 ms, 14.3 million parameters in the encoder.</summary>
    public static EcgJepaModelConfig Published { get; } = Of(384, 8, 6);

    /// <summary>ViT-XS as published, 3.6 million parameters.</summary>
    public static EcgJepaModelConfig ExtraSmall { get; } = Of(192, 8, 4);

    /// <summary>ViT-B as published, 85.2 million parameters.</summary>
    public static EcgJepaModelConfig Base { get; } = Of(768, 12, 12);

    /// <summary>A model as the paper builds them: no biases, 12 leads, a predictor half as wide.</summary>
    /// <param name="width">D.</param>
    /// <param name="depth">Blocks of the encoder.</param>
    /// <param name="heads">Heads of encoder and predictor.</param>
    /// <param name="predictorDepth">Blocks of the predictor; as the encoder where not given.</param>
    /// <param name="patch">Samples of a patch.</param>
    public static EcgJepaModelConfig Of(int width, int depth, int heads, int? predictorDepth = null, int patch = 25)
    {
        var transformer = new TokenTransformerConfig { Width = width, Depth = depth, Heads = heads, Bias = false, NormEpsilon = 1e-6, RegisterTokens = 1, InitialDeviation = 0.02 };
        return new()
        {
            Encoder = new() { Channels = 12, Patch = patch, Transformer = transformer },
            Predictor = transformer with { Width = width / 2, Depth = predictorDepth ?? depth, RegisterTokens = 0 },
        };
    }

    /// <inheritdoc/>
    public void Validate()
    {
        Encoder.Validate();
        Predictor.Validate();
        if (!(LeastKept > 0 && LeastKept <= MostKept && MostKept < 1))
            throw new ConfigException($"Expected shares 0 < LeastKept <= MostKept < 1, got {LeastKept} and {MostKept}.");
        if (MinimumBlock < 1)
            throw new ConfigException($"Expected MinimumBlock of at least 1, got {MinimumBlock}.");
    }
}
