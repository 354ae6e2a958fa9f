namespace Engram.Signals;

/// <summary>The axes that positions refer to.</summary>
public enum CoordinateFrame
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>Head: x through the right ear's fiducial, y through the nasion, z upwards.</summary>
    Head,

    /// <summary>The MEG device (dewar).</summary>
    Device,

    /// <summary>The subject's MRI.</summary>
    Mri,

    /// <summary>A template brain (MNI).</summary>
    Template,
}
