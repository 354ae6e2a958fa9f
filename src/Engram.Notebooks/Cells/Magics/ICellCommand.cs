namespace Engram.Notebooks.Cells.Magics;

/// <summary>A line <c>#!name</c> of a cell.</summary>
internal interface ICellCommand
{
    /// <summary>The name after <c>#!</c>.</summary>
    string Name { get; }

    /// <summary>One line about it.</summary>
    string Summary { get; }

    /// <summary>Runs it.</summary>
    /// <param name="engine">The engine that runs the cell.</param>
    /// <param name="arguments">The rest of the line.</param>
    /// <param name="output">The cell's output.</param>
    /// <param name="cancellation">Ends the cell.</param>
    /// <returns>What is to be done after the rest of the cell; <see langword="null"/> for nothing.</returns>
    Action? Run(CellEngine engine, string arguments, IOutput output, CancellationToken cancellation);
}
