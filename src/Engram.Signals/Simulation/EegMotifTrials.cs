namespace Engram.Signals.Simulation;

/// <summary>Trials of an <see cref="EegMotifSet"/>.</summary>
/// <param name="Trials">[trial][channel][time] (V).</param>
/// <param name="Labels">Class of each trial.</param>
/// <param name="Motifs">Every motif that was put in.</param>
public sealed record EegMotifTrials(double[][][] Trials, int[] Labels, IReadOnlyList<EegMotifEvent> Motifs);
