namespace Engram.Rendering;

/// <summary>One set of axes and what is drawn on them.</summary>
public sealed record Panel
{
    /// <summary>What is drawn, from back to front.</summary>
    public required IReadOnlyList<Mark> Marks { get; init; }

    /// <summary>The finding, as a sentence.</summary>
    public string Title { get; init; } = "";

    /// <summary>Label of the horizontal axis, with its unit.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>Label of the vertical axis, with its unit.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>Limits of the horizontal axis; by the data where not given.</summary>
    public (double Low, double High)? XRange { get; init; }

    /// <summary>Limits of the vertical axis; by the data where not given.</summary>
    public (double Low, double High)? YRange { get; init; }

    /// <summary>Names of positions 0, 1, 2 … on the horizontal axis instead of numbers.</summary>
    public IReadOnlyList<string>? XNames { get; init; }

    /// <summary>Names of positions 0, 1, 2 … (0, −1, −2 … on an axis that runs upwards) on the vertical axis instead of numbers.</summary>
    public IReadOnlyList<string>? YNames { get; init; }

    /// <summary>Value of the horizontal axis behind which no tick stands: where the data end and a scale bar begins.</summary>
    public double LastXTick { get; init; } = double.PositiveInfinity;

    /// <summary>Whether the title stands over the middle of the plot area, as over maps in a row.</summary>
    public bool IsTitleCentred { get; init; }

    /// <summary>Which of <see cref="YNames"/> are greyed.</summary>
    public IReadOnlyCollection<int> FaintYNames { get; init; } = [];

    /// <summary>Whether the horizontal axis is logarithmic; values at or below 0 are gaps.</summary>
    public bool IsXLogarithmic { get; init; }

    /// <summary>Whether the vertical axis is logarithmic; values at or below 0 are gaps.</summary>
    public bool IsYLogarithmic { get; init; }

    /// <summary>Whether axes, ticks and grid are drawn; heads and graphs have none.</summary>
    public bool HasAxes { get; init; } = true;

    /// <summary>Colour behind the plot area (#rrggbb); the figure's paper where empty.</summary>
    public string Paper { get; init; } = "";

    /// <summary>Whether one unit is as long horizontally as vertically.</summary>
    public bool HasEqualUnits { get; init; }

    /// <summary>Whether the vertical axis runs downwards, as rows of a matrix do.</summary>
    public bool IsYDownward { get; init; }

    /// <summary>Place in the figure; by the grid where not given.</summary>
    public PanelArea? Area { get; init; }
}
