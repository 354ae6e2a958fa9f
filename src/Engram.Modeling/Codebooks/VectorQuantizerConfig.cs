using Engram.Modeling.Configuration;

namespace Engram.Modeling.Codebooks;

/// <summary>Settings of <see cref="VectorQuantizer"/>.</summary>
public sealed record VectorQuantizerConfig : IConfig
{
    /// <summary>Codes, K.</summary>
    public required int Codes { get; init; }

    /// <summary>Numbers in a vector, D.</summary>
    public required int Width { get; init; }

    /// <summary>What nearest means.</summary>
    public CodeMetric Metric { get; init; }

    /// <summary>γ of the moving averages.</summary>
    public double Decay { get; init; } = 0.99;

    /// <summary>ε of the smoothed counts.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>β, the weight of the commitment loss.</summary>
    public double CommitmentWeight { get; init; } = 0.25;

    /// <summary>Where the codes start.</summary>
    public CodebookStart Start { get; init; }

    /// <summary>Most rounds of k-means at the start.</summary>
    public int StartIterations { get; init; } = 10;

    /// <summary>Most vectors of the first batch that k-means sees.</summary>
    public int StartVectors { get; init; } = 4096;

    /// <summary>Codes with a lower moving count than this are moved to vectors of the batch; 0 = never.</summary>
    public double RevivalThreshold { get; init; }

    /// <summary>
    /// Adds a codebook term on the straight-through vector, ‖z + sg[q - z] - sg[z]‖² (mean): a slip of TFM-Tokenizer's released code, kept to study it. Codes
    /// have no gradient here, so the term reaches the encoder alone, against the commitment term: with β = 1 both gradients cancel.
    /// </summary>
    public bool HasOpposingCodebookTerm { get; init; }

    /// <summary>How the gradient passes.</summary>
    public GradientPath Gradient { get; init; }

    /// <summary>Seed of the start and of revivals.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Codes, 1);
        Require.AtLeast(Width, 1);
        Require.Fraction(Decay);
        Require.Above(Epsilon, 0);
        Require.AtLeast(CommitmentWeight, 0);
        Require.AtLeast(StartIterations, 1);
        Require.AtLeast(StartVectors, Codes);
        Require.AtLeast(RevivalThreshold, 0);
    }
}
