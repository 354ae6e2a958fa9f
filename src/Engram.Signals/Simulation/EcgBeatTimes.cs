using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>Times of beats: RR = 60/HR (1 + 0.05 sin(2π 0.25 t) + 0.02 n); in fibrillation log-normal with a coefficient of variation of 0.2.</summary>
internal static class EcgBeatTimes
{
    private const double PrematureShare = 0.15;

    public static (List<EcgBeat> Beats, double Rate) Draw(EcgRhythm rhythm, double duration, SeededRandom random)
    {
        var (least, most) = rhythm switch
        {
            EcgRhythm.Bradycardia => (35.0, 48.0),
            EcgRhythm.Tachycardia => (105.0, 150.0),
            _ => (50.0, 100.0),
        };
        var rate = least + ((most - least) * random.NextDouble());
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
            var middle = beats.FindIndex(b => b.Time > duration / 2);
            middle = middle < 0 ? beats.Count - 1 : middle;
            beats[middle] = new(beats[middle].Time - (0.4 * beats[middle].Interval), beats[middle].Interval, true);
        }

        return (beats, rate);
    }
}
