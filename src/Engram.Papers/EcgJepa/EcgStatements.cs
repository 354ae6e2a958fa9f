using Engram.Signals.Simulation;

namespace Engram.Papers.EcgJepa;

/// <summary>What is to be told of a simulated recording: five rhythms, of which one holds, and five findings, of which any may hold.</summary>
public static class EcgStatements
{
    private static readonly EcgMorphology[] Findings =
    [
        EcgMorphology.RightBundleBranchBlock, EcgMorphology.LeftBundleBranchBlock, EcgMorphology.LeftVentricularHypertrophy,
        EcgMorphology.InferiorInfarction, EcgMorphology.AnteriorInfarction,
    ];

    /// <summary>Names of the statements.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["sinus rhythm", "atrial fibrillation", "premature beats", "bradycardia", "tachycardia", "RBBB", "LBBB", "LV hypertrophy", "inferior MI", "anterior MI"];

    /// <summary>Which statements hold.</summary>
    /// <param name="record">A recording.</param>
    public static bool[] Of(SyntheticEcgRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return [.. Enum.GetValues<EcgRhythm>().Select(r => record.Rhythm == r), .. Findings.Select(f => record.Morphology.HasFlag(f))];
    }
}
