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

    /// <summary>Stereo-EEG: depth electrodes.</summary>
    Seeg,

    /// <summary>Electrocorticogram: electrodes on the cortex.</summary>
    Ecog,

    /// <summary>MEG magnetometer (T).</summary>
    Magnetometer,

    /// <summary>MEG gradiometer (T/m, or T where the device calibrates it so).</summary>
    Gradiometer,

    /// <summary>MEG reference sensor far from the head.</summary>
    ReferenceMeg,

    /// <summary>Trigger codes, in the file's own numbers.</summary>
    Stimulus,

    /// <summary>Photoplethysmogram.</summary>
    Ppg,

    /// <summary>Respiration.</summary>
    Respiration,

    /// <summary>Blood pressure (Pa).</summary>
    Pressure,

    /// <summary>Electrodermal activity (S).</summary>
    SkinConductance,

    /// <summary>Temperature.</summary>
    Temperature,

    /// <summary>Acceleration.</summary>
    Acceleration,
}
