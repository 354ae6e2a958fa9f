namespace Engram.Signals.Simulation;

/// <summary>One Gaussian wave of the dipole.</summary>
/// <param name="X">Leftward amplitude (mV).</param>
/// <param name="Y">Downward amplitude (mV).</param>
/// <param name="Z">Backward amplitude (mV).</param>
/// <param name="Delay">μ, seconds after the R peak.</param>
/// <param name="Width">s, standard deviation (s).</param>
internal readonly record struct EcgWave(double X, double Y, double Z, double Delay, double Width)
{
    /// <summary>Unit vector of the P wave.</summary>
    public static double[] PDirection { get; } = [0.08 / Math.Sqrt(0.0168), 0.10 / Math.Sqrt(0.0168), -0.02 / Math.Sqrt(0.0168)];

    /// <summary>The waves of a beat; an injury from 0 to 1 slows QRS and flattens T (<see cref="EcgLocalSource"/>).</summary>
    public static List<EcgWave> OfBeat(EcgRhythm rhythm, EcgMorphology morphology, EcgBeat beat, double injury)
    {
        var root = Math.Sqrt(beat.Interval);
        List<EcgWave> waves = [];
        if (rhythm != EcgRhythm.AtrialFibrillation && !beat.IsPremature)
            waves.Add(new(0.08, 0.10, -0.02, -0.17 * root, 0.025)); // P
        var t = new EcgWave(0.25, 0.20, -0.10, 0.30 * root, 0.05);
        if (morphology.HasFlag(EcgMorphology.LeftBundleBranchBlock))
        {
            waves.Add(new(1.2, 0.3, 0.8, 0, 0.03));
            t = t.Times(-1);
        }
        else
        {
            waves.Add(new EcgWave(-0.10, 0.02, 0.10, -0.03, 0.009).Times(morphology.HasFlag(EcgMorphology.DeepQ) ? 4 : 1)); // Q
            waves.Add(new EcgWave(1.0, 0.8, 0.3, 0, 0.012).Times(morphology.HasFlag(EcgMorphology.LeftVentricularHypertrophy) ? 1.8 : 1)); // R
            waves.Add(new(-0.25, -0.05, 0.45, 0.03, 0.011)); // S
        }

        if (morphology.HasFlag(EcgMorphology.RightBundleBranchBlock))
            waves.Add(new(-0.45, 0, -0.55, 0.055, 0.018));
        for (var i = 0; injury > 0 && i < waves.Count; i++)
            waves[i] = waves[i].Delay > -0.1 ? waves[i] with { Width = waves[i].Width * (1 + (injury / 2)) } : waves[i]; // P stays
        t = t.Times(1 - (0.6 * injury));
        if (morphology.HasFlag(EcgMorphology.InferiorInfarction))
            waves.Add(new(-0.05, 0.25, 0, 0.12, 0.05));
        if (morphology.HasFlag(EcgMorphology.AnteriorInfarction))
            waves.Add(new(0.05, 0, -0.25, 0.12, 0.05));
        if (morphology.HasFlag(EcgMorphology.LateralInfarction))
            waves.Add(new(0.25, -0.05, 0, 0.12, 0.05));
        if (morphology.HasFlag(EcgMorphology.TWaveInversion))
            t = t.Times(-1);
        waves.Add(t);
        if (beat.IsPremature)
        {
            // wide, T opposite
            for (var i = 0; i < waves.Count; i++)
                waves[i] = waves[i] with { Width = 2.2 * waves[i].Width };
            waves[^1] = waves[^1].Times(-1);
        }

        return morphology.HasFlag(EcgMorphology.LowVoltage) ? waves.ConvertAll(w => w.Times(0.4)) : waves;
    }

    private EcgWave Times(double factor) => this with { X = factor * X, Y = factor * Y, Z = factor * Z };
}
