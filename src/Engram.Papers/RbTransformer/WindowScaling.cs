namespace Engram.Papers.RbTransformer;

/// <summary>What a window is standardised by.</summary>
public enum WindowScaling
{
    /// <summary>One mean and deviation of all electrodes, as in the released code: electrodes keep their relative power.</summary>
    Whole,

    /// <summary>Each electrode by its own, as in the paper's text.</summary>
    EachElectrode,

    /// <summary>Not at all.</summary>
    None,
}
