namespace Engram.Data;

/// <summary>What a trial is used for.</summary>
public enum SplitPart
{
    /// <summary>Fitting.</summary>
    Train,

    /// <summary>Choosing hyper-parameters and when to stop.</summary>
    Validation,

    /// <summary>The figure that is reported.</summary>
    Test,

    /// <summary>Nothing: in a gap, or of another subject.</summary>
    Unused,
}
