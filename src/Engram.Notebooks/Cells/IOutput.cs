namespace Engram.Notebooks.Cells;

/// <summary>Where a running cell's output goes: a notebook file, or a Jupyter client.</summary>
public interface IOutput
{
    /// <summary>Text on a console stream.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">The text, as written.</param>
    void Stream(string name, string text);

    /// <summary>A value shown.</summary>
    /// <param name="bundle">The value in each MIME type.</param>
    /// <param name="displayId">Identifies the display for later updates.</param>
    /// <param name="isResult">Whether it is the value at the end of the cell.</param>
    void Display(MimeBundle bundle, string? displayId, bool isResult);

    /// <summary>Replaces an earlier display.</summary>
    /// <param name="bundle">The new value.</param>
    /// <param name="displayId">Which display.</param>
    void Update(MimeBundle bundle, string displayId);
}
