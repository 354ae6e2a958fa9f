using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// A twelve-lead electrocardiogram from a moving cardiac dipole d(t) = Σ_beats Σ_k a_k exp(-(t - t_R - μ_k)²/(2s_k²)) (x left, y down,
/// z back; mV), seen through Dower's lead vectors, each entry times (1 + 0.12 n) for a subject. III = II - I, aVR = -(I + II)/2,
/// aVL = I - II/2, aVF = II - I/2 by construction. Rhythm and findings are known exactly.
/// </summary>
public sealed record SyntheticEcg12
{
    private const double Millivolt = 1e-3;

    /// <summary>I, II, III, aVR, aVL, aVF, V1 … V6.</summary>
    public static IReadOnlyList<string> LeadNames { get; } = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>Hz.</summary>
    public double SamplingRate { get; init; } = 100;

    /// <summary>Seconds.</summary>
    public double Duration { get; init; } = 10;

    /// <summary>Standard deviation of the relative change of each lead-vector entry from subject to subject.</summary>
    public double LeadPerturbation { get; init; } = 0.12;

    /// <summary>Amplitude of the baseline wander (mV): two sines of 0.05-0.4 Hz.</summary>
    public double Wander { get; init; } = 0.1;

    /// <summary>Standard deviation of the white noise (mV).</summary>
    public double Noise { get; init; } = 0.02;

    /// <summary>Amplitude of the flutter in atrial fibrillation (mV).</summary>
    public double FlutterAmplitude { get; init; } = 0.05;

    /// <summary>Beats a minute; null to draw them from the rhythm's own range.</summary>
    public double? HeartRate { get; init; }

    /// <summary>An injured region that no dipole describes; null for none.</summary>
    public EcgLocalSource? LocalSource { get; init; }

    // Dower's rows (x, y, z) of I, II, V1 … V6
    private static readonly double[][] Dower =
    [
        [0.632, -0.235, 0.059], [0.235, 1.066, -0.132], [-0.515, 0.157, -0.917], [0.044, 0.164, -1.387],
        [0.882, 0.098, -1.277], [1.213, 0.127, -0.601], [1.125, 0.127, -0.086], [0.831, 0.076, 0.230],
    ];

    /// <summary>One record of a new subject.</summary>
    /// <param name="rhythm">The rhythm.</param>
    /// <param name="morphology">The findings.</param>
    /// <param name="random">Source of everything random.</param>
    /// <param name="localEvent">One premature beat or pause at a place; null for none.</param>
    /// <exception cref="ArgumentException">Right and left bundle branch block are asked for together, or the event lies outside the record.</exception>
    public SyntheticEcgRecord Generate(EcgRhythm rhythm, EcgMorphology morphology, SeededRandom random, EcgLocalEvent? localEvent = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (morphology.HasFlag(EcgMorphology.RightBundleBranchBlock | EcgMorphology.LeftBundleBranchBlock))
            throw new ArgumentException("Expected at most one bundle branch block, got both.", nameof(morphology));
        var count = (int)Math.Round(Duration * SamplingRate);
        var vectors = Dower.Select(row => row.Select(v => v * (1 + (LeadPerturbation * random.NextGaussian()))).ToArray()).ToArray();
        if (localEvent is not null && !(localEvent.Time > 0 && localEvent.Time < Duration))
            throw new ArgumentException($"Expected an event inside the {Duration} s of the record, got one at {localEvent.Time} s.", nameof(localEvent));
        var (beats, rate) = EcgBeatTimes.Draw(rhythm, HeartRate, Duration, random);
        double? eventTime = localEvent is null ? null : EcgBeatTimes.Place(beats, localEvent);
        var dipole = Dipole(rhythm, morphology, beats, count, random);

        var clean = LeadNames.Select(_ => new double[count]).ToArray();
        var local = LocalSource?.Potential(beats.Select(b => b.Time), count, SamplingRate);
        int[] near = LocalSource?.Region switch { EcgRegion.Anterior => [7, 8, 9], EcgRegion.Inferior => [1], EcgRegion.Lateral => [0, 11], _ => [] }; // V2-V4; II; I, V6
        for (var t = 0; t < count; t++)
        {
            for (var row = 0; row < vectors.Length; row++)
                clean[row < 2 ? row : row + 4][t] = Millivolt * ((vectors[row][0] * dipole[0][t]) + (vectors[row][1] * dipole[1][t]) + (vectors[row][2] * dipole[2][t]));
            foreach (var lead in near)
                clean[lead][t] += Millivolt * local![t];
            var (one, two) = (clean[0][t], clean[1][t]);
            (clean[2][t], clean[3][t], clean[4][t], clean[5][t]) = (two - one, -(one + two) / 2, one - (two / 2), two - (one / 2));
        }

        var noisy = Array.ConvertAll(clean, row => WithNoise(row, random));
        return new(noisy, clean, SamplingRate, rhythm, morphology, [.. beats.Select(b => b.Time)], [.. beats.Select(b => b.IsPremature)], rate, eventTime);
    }

    /// <summary>One record with a rhythm drawn evenly, and each of RBBB or LBBB (20 % together), LVH, inferior and anterior infarction (15 % each) drawn on its own.</summary>
    /// <param name="random">Source of everything random.</param>
    public SyntheticEcgRecord Draw(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var rhythm = (EcgRhythm)random.NextInt(5);
        var morphology = EcgMorphology.None;
        if (random.NextDouble() < 0.2)
            morphology |= random.NextDouble() < 0.5 ? EcgMorphology.RightBundleBranchBlock : EcgMorphology.LeftBundleBranchBlock;
        foreach (var finding in (EcgMorphology[])[EcgMorphology.LeftVentricularHypertrophy, EcgMorphology.InferiorInfarction, EcgMorphology.AnteriorInfarction])
        {
            if (random.NextDouble() < 0.15)
                morphology |= finding;
        }

        return Generate(rhythm, morphology, random);
    }

    private double[][] Dipole(EcgRhythm rhythm, EcgMorphology morphology, IReadOnlyList<EcgBeat> beats, int count, SeededRandom random)
    {
        double[][] dipole = [new double[count], new double[count], new double[count]];
        foreach (var beat in beats)
        {
            foreach (var wave in EcgWave.OfBeat(rhythm, morphology, beat, LocalSource?.Injury ?? 0))
            {
                var center = beat.Time + wave.Delay;
                var first = Math.Max(0, (int)((center - (6 * wave.Width)) * SamplingRate));
                var last = Math.Min(count - 1, (int)((center + (6 * wave.Width)) * SamplingRate) + 1);
                for (var t = first; t <= last; t++)
                {
                    var offset = ((t / SamplingRate) - center) / wave.Width;
                    var shape = Math.Exp(-offset * offset / 2);
                    dipole[0][t] += wave.X * shape;
                    dipole[1][t] += wave.Y * shape;
                    dipole[2][t] += wave.Z * shape;
                }
            }
        }

        if (rhythm == EcgRhythm.AtrialFibrillation)
        {
            // the flutter runs along the P wave's direction, its frequency wandering inside 4-9 Hz
            var frequency = 4 + (5 * random.NextDouble());
            var phase = 2 * Math.PI * random.NextDouble();
            var direction = EcgWave.PDirection;
            for (var t = 0; t < count; t++)
            {
                frequency = Math.Clamp(frequency + (0.5 * random.NextGaussian() / Math.Sqrt(SamplingRate)), 4, 9);
                phase += 2 * Math.PI * frequency / SamplingRate;
                for (var axis = 0; axis < 3; axis++)
                    dipole[axis][t] += FlutterAmplitude * direction[axis] * Math.Sin(phase);
            }
        }

        return dipole;
    }

    private double[] WithNoise(double[] clean, SeededRandom random)
    {
        var (f1, f2) = (0.05 + (0.35 * random.NextDouble()), 0.05 + (0.35 * random.NextDouble()));
        var (p1, p2) = (2 * Math.PI * random.NextDouble(), 2 * Math.PI * random.NextDouble());
        var noisy = new double[clean.Length];
        for (var t = 0; t < noisy.Length; t++)
        {
            var time = 2 * Math.PI * t / SamplingRate;
            var wander = Wander / 2 * (Math.Sin((f1 * time) + p1) + Math.Sin((f2 * time) + p2));
            noisy[t] = clean[t] + (Millivolt * (wander + (Noise * random.NextGaussian())));
        }

        return noisy;
    }
}
