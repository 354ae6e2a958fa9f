namespace Engram.Signals.Simulation;

/// <summary>A simulated twelve-lead electrocardiogram and all that is true of it.</summary>
/// <param name="Leads">[lead][time] in volts, in the order of <see cref="SyntheticEcg12.LeadNames"/>.</param>
/// <param name="Clean">The same without wander and noise.</param>
/// <param name="SamplingRate">Hz.</param>
/// <param name="Rhythm">The rhythm.</param>
/// <param name="Morphology">The findings.</param>
/// <param name="RPeaks">Times of the R peaks (s), ascending; also beats just outside the record, whose waves reach in.</param>
/// <param name="IsPremature">Whether each beat is a premature ventricular one.</param>
/// <param name="MeanRate">Beats a minute of the underlying rhythm.</param>
/// <param name="EventTime">R peak of the beat that a local event concerns (s): the premature one, or the last before the pause; null without an event.</param>
public sealed record SyntheticEcgRecord(double[][] Leads, double[][] Clean, double SamplingRate, EcgRhythm Rhythm, EcgMorphology Morphology, double[] RPeaks, bool[] IsPremature, double MeanRate, double? EventTime)
{
    /// <summary>The record as a <see cref="Recording"/> with an annotation (N or V) at each R peak inside.</summary>
    public Recording ToRecording()
    {
        var duration = Leads[0].Length / SamplingRate;
        var beats = RPeaks.Zip(IsPremature, (time, isPremature) => new Annotation(time, 0, isPremature ? "V" : "N")).Where(a => a.Onset >= 0 && a.Onset < duration);
        return new(new MemorySource(Leads), [.. SyntheticEcg12.LeadNames.Select(name => new Channel(name, ChannelKind.Ecg, "V"))], SamplingRate, new(beats), Provenance.Of("SyntheticEcg12"));
    }
}
