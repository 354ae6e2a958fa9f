using Engram.Papers.Ledger;

namespace Engram.Papers.NeuralCircuitDiagrams;

/// <summary>Sizes of the experiments on neural circuit diagrams.</summary>
public sealed record NeuralCircuitDiagramsConfig
{
    /// <summary>Random terms for each seed.</summary>
    public int Terms { get; init; } = 200;

    /// <summary>Largest difference at which two computations agree.</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>Queries y of the attention example.</summary>
    public int Queries { get; init; } = 20;

    /// <summary>Keys x.</summary>
    public int Keys { get; init; } = 22;

    /// <summary>Width k of a head.</summary>
    public int HeadWidth { get; init; } = 16;

    /// <summary>Heads h.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Model width m.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Queries and keys of the long attention whose memory is counted.</summary>
    public int LongLength { get; init; } = 512;

    /// <summary>Queries and keys of the short one.</summary>
    public int ShortLength { get; init; } = 8;

    /// <summary>The paper's example is small enough to be run as it stands.</summary>
    public static NeuralCircuitDiagramsConfig Published { get; } = new();

    /// <summary>The sizes at a scale: full draws more terms.</summary>
    /// <param name="scale">How large.</param>
    public static NeuralCircuitDiagramsConfig For(ReproductionScale scale) => scale == ReproductionScale.Quick ? new() : new() { Terms = 5_000 };
}
