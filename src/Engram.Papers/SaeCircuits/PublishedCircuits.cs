namespace Engram.Papers.SaeCircuits;

/// <summary>The circuits that the paper compares with, as (layer, head): for cached head outputs of those models.</summary>
public static class PublishedCircuits
{
    /// <summary>Greater-than in GPT2-small (12 × 12 heads).</summary>
    public static IReadOnlyList<(int Layer, int Head)> GreaterThan { get; } = [(0, 1), (0, 3), (0, 5), (5, 5), (6, 1), (6, 9), (7, 10), (8, 11), (9, 1)];

    /// <summary>Docstring in the four-layer attention-only model (4 × 8 heads).</summary>
    public static IReadOnlyList<(int Layer, int Head)> Docstring { get; } = [(0, 5), (1, 0), (1, 4), (2, 0), (3, 0), (3, 6)];

    /// <summary>Indirect object identification in GPT2-small (12 × 12 heads).</summary>
    public static IReadOnlyList<(int Layer, int Head)> IndirectObject { get; } =
    [
        (2, 2), (4, 11), (0, 1), (3, 0), (0, 10), (5, 5), (6, 9), (5, 8), (5, 9), (7, 3), (7, 9), (8, 6), (8, 10),
        (10, 7), (11, 10), (9, 9), (9, 6), (10, 0), (10, 10), (10, 6), (10, 2), (10, 1), (11, 2), (11, 9), (11, 3), (9, 7),
    ];

    /// <summary>1 for each head of a circuit, in the order of <see cref="HeadScores"/>.</summary>
    /// <param name="circuit">One of the above.</param>
    /// <param name="layers">Layers of the model.</param>
    /// <param name="heads">Heads of a layer.</param>
    /// <exception cref="ArgumentException">The model is too small for the circuit.</exception>
    public static int[] Truth(IReadOnlyList<(int Layer, int Head)> circuit, int layers, int heads)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        var truth = new int[layers * heads];
        foreach (var (layer, head) in circuit)
        {
            if (layer >= layers || head >= heads)
                throw new ArgumentException($"Expected a model with head {head} in layer {layer}, got {layers} layers of {heads} heads.", nameof(circuit));
            truth[(layer * heads) + head] = 1;
        }

        return truth;
    }
}
