namespace Engram.Notebooks.Cells.Progress;

/// <summary>Draws progress.</summary>
internal interface IProgressView
{
    /// <summary>Draws a state in the place of the one before.</summary>
    void Show(ProgressState state);

    /// <summary>The last state stays.</summary>
    void Close();
}
