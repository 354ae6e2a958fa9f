using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>Times of beats: RR = 60/HR (1 + 0.05 sin(2π 0.25 t) + 0.02 n); in fibrillation log-normal with a coefficient of variation of 0.2.</summary>
internal static class EcgBeatTimes
{
    private const double PrematureShare = 0.15;

    public static (List<EcgBeat> Beats, double Rate) Draw(EcgRhythm rhythm, double? fixedRate, double duration, SeededRandom random)
    {
        var (least, most) = rhythm switch
        {
            EcgRhythm.Bradycardia => (35.0, 48.0),
            EcgRhythm.Tachycardia => (105.0, 150.0),
            _ => (50.0, 100.0),
        };
        var drawn = least + ((most - least) * random.NextDouble());
        var rate = fixedRate ?? drawn;
        var mean = 60 / rate;
        var spread = Math.Sqrt(Math.Log(1 + (0.2 * 0.2))); // of log RR
        List<EcgBeat> beats = [];
        var time = -mean * (1 + random.NextDouble()); // a beat before the record, so that its T wave reaches in
        var isAfterPremature = false;
        while (time < duration + (2 * mean))
        {
            var interval = rhythm == EcgRhythm.AtrialFibrillation
                ? mean * Math.Exp((spread * random.NextGaussian()) - (spread * spread / 2))
                : mean * (1 + (0.05 * Math.Sin(2 * Math.PI * 0.25 * time)) + (0.02 * random.NextGaussian()));
            var isPremature = rhythm == EcgRhythm.PrematureVentricular && !isAfterPremature && random.NextDouble() < PrematureShare;
            // early by 0.4 of an interval, then the compensatory pause
            time += interval * (isPremature ? 0.6 : isAfterPremature ? 1.4 : 1);
            beats.Add(new(time, interval, isPremature));
            isAfterPremature = isPremature;
        }

        if (rhythm == EcgRhythm.PrematureVentricular && !beats.Exists(b => b.IsPremature && b.Time > 0 && b.Time < duration))
        {
            // the label must hold: the beat nearest to the middle comes early
            Place(beats, new(EcgLocalEventKind.PrematureBeat, duration / 2));
        }

        return (beats, rate);
    }

    /// <summary>Puts an event at the beat nearest to its time.</summary>
    /// <returns>The time of the beat concerned: the premature one, or the one before the pause.</returns>
    public static double Place(List<EcgBeat> beats, EcgLocalEvent localEvent)
    {
        var index = Enumerable.Range(1, beats.Count - 1).MinBy(i => Math.Abs(beats[i].Time - localEvent.Time));
        var beat = beats[index];
        if (localEvent.Kind == EcgLocalEventKind.PrematureBeat)
        {
            // early by 0.4 intervals; the next beat stays, which makes the pause
            beats[index] = new(beats[index - 1].Time + (0.6 * (beat.Time - beats[index - 1].Time)), beat.Interval, true);
            return beats[index].Time;
        }

        for (var i = index + 1; i < beats.Count; i++)
            beats[i] = beats[i] with { Time = beats[i].Time + beat.Interval };
        return beat.Time;
    }
}
