namespace Engram.Signals.Simulation;

/// <summary>A wall of the left ventricle, and the electrodes that lie over it.</summary>
public enum EcgRegion
{
    /// <summary>V2, V3, V4.</summary>
    Anterior,

    /// <summary>The foot: II, III, aVF.</summary>
    Inferior,

    /// <summary>The left arm and V6: I, aVL, V6, and III turned over.</summary>
    Lateral,
}
