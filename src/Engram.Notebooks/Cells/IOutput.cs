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

    /// <summary>Removes what the cell has shown so far.</summary>
    /// <param name="wait">Whether to wait until something new is shown, so that nothing flickers.</param>
    void Clear(bool wait);

    /// <summary>Asks the person at the notebook for a line.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <param name="isPassword">Whether the answer must not be seen.</param>
    /// <exception cref="InvalidOperationException">Nobody is there to answer.</exception>
    string ReadLine(string prompt, bool isPassword);
}
