namespace Engram.Signals.Formats;

/// <summary>The two formats of the EDF family.</summary>
public enum EdfVariant
{
    /// <summary>European Data Format: 16-bit samples.</summary>
    Edf,

    /// <summary>BioSemi Data Format: 24-bit samples.</summary>
    Bdf,
}
