namespace Engram.Signals.Simulation;

/// <summary>The rhythm of a simulated electrocardiogram.</summary>
public enum EcgRhythm
{
    /// <summary>50 to 100 beats a minute with respiratory variation.</summary>
    Sinus,

    /// <summary>Atrial fibrillation: irregular RR intervals, no P wave, a 4-9 Hz flutter.</summary>
    AtrialFibrillation,

    /// <summary>Sinus rhythm with premature ventricular beats.</summary>
    PrematureVentricular,

    /// <summary>35 to 48 beats a minute.</summary>
    Bradycardia,

    /// <summary>105 to 150 beats a minute.</summary>
    Tachycardia,
}
