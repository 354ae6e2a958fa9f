namespace Engram.Signals.Simulation;

/// <summary>Shapes of the EEG that last a second or less.</summary>
public enum EegMotif
{
    /// <summary>Spikes with slow waves at 3 Hz.</summary>
    SpikeWave,

    /// <summary>A burst of alpha (10 Hz).</summary>
    AlphaBurst,

    /// <summary>A spindle (13 Hz) that waxes and wanes.</summary>
    Spindle,

    /// <summary>A burst of beta (25 Hz).</summary>
    BetaBurst,

    /// <summary>A sweep from 4 to 12 Hz.</summary>
    RisingChirp,

    /// <summary>A sweep from 12 to 4 Hz: the rising one backwards, with the same spectrum.</summary>
    FallingChirp,

    /// <summary>A slow half-wave.</summary>
    Blink,

    /// <summary>Noise from 30 to 45 Hz.</summary>
    Muscle,
}
