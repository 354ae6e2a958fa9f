namespace Engram.Rendering.Writing;

/// <summary>Places of all panels of a figure; both writers use the same.</summary>
internal sealed class FigureLayout
{
    public FigureLayout(Figure figure)
    {
        var columns = Math.Max(1, Math.Min(figure.Columns, figure.Panels.Count));
        var rows = (figure.Panels.Count + columns - 1) / columns;
        var areas = figure.Panels.Select((p, i) => p.Area ?? new(i % columns * figure.PanelWidth, i / columns * figure.PanelHeight, figure.PanelWidth, figure.PanelHeight)).ToArray();
        Width = areas.Max(a => a.Left + a.Width);
        TitleLines = TextWidth.Wrap(figure.Title, Width - 20, PanelFrame.TitleSize + 1, true);
        var down = TitleLines.Count == 0 ? 0 : 8 + (PanelFrame.TitleLine * TitleLines.Count);
        var frames = figure.Panels.Select((p, i) => new PanelFrame(p, areas[i] with { Top = areas[i].Top + down })).ToArray();
        if (figure.IsAligned)
            frames = Align(frames);
        Height = areas.Max(a => a.Top + a.Height) + down;
        Axes = [.. frames.Select(f => new Axes(f))];
    }

    public double Width { get; }

    public double Height { get; }

    public IReadOnlyList<string> TitleLines { get; }

    public IReadOnlyList<Axes> Axes { get; }

    // panels of the same place and width share their side margins
    private static PanelFrame[] Align(PanelFrame[] frames) =>
        [.. frames.Select(f =>
        {
            var column = frames.Where(o => o.Area.Left == f.Area.Left && o.Area.Width == f.Area.Width).ToArray();
            return new PanelFrame(f.Panel, f.Area) { Margins = f.Margins with { Left = column.Max(o => o.Margins.Left), Right = column.Max(o => o.Margins.Right) } };
        })];
}
