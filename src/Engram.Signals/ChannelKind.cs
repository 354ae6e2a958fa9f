namespace Engram.Signals;

/// <summary>What a channel measures.</summary>
public enum ChannelKind
{
    /// <summary>Electroencephalogram.</summary>
    Eeg,

    /// <summary>Electrocardiogram.</summary>
    Ecg,

    /// <summary>Electrooculogram.</summary>
    Eog,

    /// <summary>Electromyogram.</summary>
    Emg,

    /// <summary>Anything else.</summary>
    Other,
}
