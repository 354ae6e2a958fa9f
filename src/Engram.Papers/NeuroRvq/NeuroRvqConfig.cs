using Engram.Modeling.Codebooks;
using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using Engram.Modeling.Objectives;
using Engram.Modeling.Tokenizers;

namespace Engram.Papers.NeuroRvq;

/// <summary>Settings of the NeuroRVQ models; the defaults are small enough for a notebook.</summary>
public sealed record NeuroRvqConfig : IConfig
{
    /// <summary>The stem: one branch for each pair of kernels.</summary>
    public MultiScaleStemConfig Stem { get; init; } = new() { Patch = 32, Filters = 6, Groups = 3, FirstKernels = [13, 9, 5, 3], SecondKernels = [9, 7, 5, 3], Pools = [2, 2] };

    /// <summary>Rows of the table of electrodes.</summary>
    public int Electrodes { get; init; } = 4;

    /// <summary>Rows of the table of places in time.</summary>
    public int Steps { get; init; } = 8;

    /// <summary>Blocks of the encoder that all branches share.</summary>
    public int EncoderDepth { get; init; } = 1;

    /// <summary>Blocks of the decoder that all branches share.</summary>
    public int DecoderDepth { get; init; } = 1;

    /// <summary>Heads of both.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>The codebook of each branch; here with codes of any norm, which follow their vectors faster than in the paper and do not die: there are few steps.</summary>
    public ResidualQuantizerConfig Quantizer { get; init; } = new() { Stages = 4, Stage = new() { Codes = 64, Width = 16, CommitmentWeight = 1, Decay = 0.95, RevivalThreshold = 0.2 } };

    /// <summary>What the decoder learns of the spectrum.</summary>
    public SpectralTarget Target { get; init; }

    /// <summary>Which Fourier bins it predicts.</summary>
    public SpectrumSides Sides { get; init; }

    /// <summary>The published model: patches of 1 s at 200 Hz, 4 branches × 8 stages × 8192 codes, all 200 bins. Its table of electrodes has 127 names and padding; up to 256 patches.</summary>
    public static NeuroRvqConfig Published { get; } = new()
    {
        Stem = new(), Electrodes = 128, Steps = 256, EncoderDepth = 12, DecoderDepth = 3, Heads = 10, Sides = SpectrumSides.Both,
        Quantizer = new() { Stages = 8, Stage = new() { Codes = 8192, Width = 128, Metric = CodeMetric.Cosine, CommitmentWeight = 1, StartVectors = 8192 } },
    };

    internal int Branches => Stem.FirstKernels.Count;

    internal int Width => Stem.Patch / (Stem.Pools[0] * Stem.Pools[1]) * Stem.Filters;

    internal int Bins => Sides == SpectrumSides.One ? (Stem.Patch / 2) + 1 : Stem.Patch;

    /// <summary>Bits of the codes of one patch.</summary>
    public double BitsPerPatch => Branches * Quantizer.Stages * Math.Log2(Quantizer.Stage.Codes);

    /// <inheritdoc/>
    public void Validate()
    {
        Stem.Validate();
        Quantizer.Validate();
        Require.AtLeast(Electrodes, 1);
        Require.AtLeast(Steps, 1);
        Transformer(EncoderDepth).Validate();
        Transformer(DecoderDepth).Validate();
    }

    internal TokenTransformerConfig Transformer(int depth, bool hasClassToken = false) => new() { Width = Width, Depth = depth, Heads = Heads, NormaliseQueriesAndKeys = true, ClassToken = hasClassToken };
}
