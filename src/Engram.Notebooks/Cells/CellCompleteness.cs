namespace Engram.Notebooks.Cells;

/// <summary>Whether a cell can be run as it stands.</summary>
public enum CellCompleteness
{
    /// <summary>It can.</summary>
    Complete,

    /// <summary>It goes on in the next line.</summary>
    Incomplete,

    /// <summary>Nothing that follows could make it right.</summary>
    Invalid,
}
