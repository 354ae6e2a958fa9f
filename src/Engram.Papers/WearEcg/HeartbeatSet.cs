using Engram.Papers.EcgJepa;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using static TorchSharp.torch;

namespace Engram.Papers.WearEcg;

/// <summary>Windows of 1.28 s around a beat, twelve leads at 100 Hz, each of another subject.</summary>
/// <param name="Signals">[window, lead, time], mV.</param>
/// <param name="Classes">[window], index into <see cref="Names"/>.</param>
public sealed record HeartbeatSet(Tensor Signals, int[] Classes)
{
    /// <summary>Samples of a window.</summary>
    public const int Length = 128;

    /// <summary>Hz.</summary>
    public const double SamplingRate = 100;

    private const double Seconds = 3;

    /// <summary>Names of the classes; the infarcts are local sources that no dipole describes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["normal", "anterior MI", "inferior MI", "lateral MI", "LV hypertrophy", "RBBB"];

    /// <summary>Draws simulated windows, all classes equally often.</summary>
    /// <param name="count">How many.</param>
    /// <param name="random">Source of everything random.</param>
    public static HeartbeatSet Draw(int count, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var classes = Enumerable.Range(0, count).Select(i => i % Names.Count).ToArray();
        return new(EcgSet.ToTensor([.. classes.Select(c => Window(c, random))]), classes);
    }

    /// <summary>Whether a class is an infarct.</summary>
    /// <param name="index">Class.</param>
    public static bool IsInfarct(int index) => index is 1 or 2 or 3;

    /// <summary>Rows of the windows with an infarct.</summary>
    public Tensor Infarcts() => tensor(Enumerable.Range(0, Classes.Length).Where(i => IsInfarct(Classes[i])).Select(i => (long)i).ToArray());

    private static double[][] Window(int index, SeededRandom random)
    {
        var generator = new SyntheticEcg12 { Duration = Seconds, Wander = 0.02, LocalSource = IsInfarct(index) ? new((EcgRegion)(index - 1), 0.1 + (0.3 * random.NextDouble())) : null };
        var morphology = index switch { 4 => EcgMorphology.LeftVentricularHypertrophy, 5 => EcgMorphology.RightBundleBranchBlock, _ => EcgMorphology.None };
        var record = generator.Generate(EcgRhythm.Sinus, morphology, random);
        var beat = record.RPeaks.MinBy(r => Math.Abs(r - (Seconds / 2)));
        var start = Math.Clamp((int)Math.Round(beat * SamplingRate) - (Length / 2), 0, record.Leads[0].Length - Length);
        return Array.ConvertAll(record.Leads, lead => lead[start..(start + Length)]);
    }
}
