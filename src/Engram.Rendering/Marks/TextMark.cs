namespace Engram.Rendering;

/// <summary>Texts at points.</summary>
/// <param name="X">Positions.</param>
/// <param name="Y">Values.</param>
/// <param name="Texts">One text for each.</param>
public sealed record TextMark(IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<string> Texts) : Mark
{
    /// <summary>Size of the letters (px).</summary>
    public int Size { get; init; } = 11;

    /// <summary>Whether the letters are bold.</summary>
    public bool IsBold { get; init; }

    /// <summary>Whether the text begins at the point instead of standing around it.</summary>
    public bool IsAtStart { get; init; }

    /// <summary>Whether a text that would cover another one is left out.</summary>
    public bool IsOptional { get; init; }

    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => (Span(X).Low, Span(X).High, Span(Y).Low, Span(Y).High);
}
