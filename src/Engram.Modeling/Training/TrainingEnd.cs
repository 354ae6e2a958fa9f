namespace Engram.Modeling.Training;

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All steps were taken.</summary>
    Completed,

    /// <summary>The validation loss did not fall for as many checks as the patience allows.</summary>
    StoppedEarly,

    /// <summary>The caller asked for it; the last checkpoint holds the state.</summary>
    Cancelled,
}
