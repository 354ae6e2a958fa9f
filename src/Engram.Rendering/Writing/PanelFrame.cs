namespace Engram.Rendering.Writing;

/// <summary>What surrounds a panel's plot area: title lines, legend, names of ticks, and the margins that these need.</summary>
internal sealed class PanelFrame
{
    public const int TickSize = 11;
    public const int LabelSize = 12;
    public const int TitleSize = 13;
    public const int LegendSize = 11;
    public const double TitleLine = 17;
    public const double LegendLine = 17;
    private const double Slant = 35;
    private const double Upright = 90;
    private const double LineHeight = 12.5;
    public const double SwatchWidth = 24;
    private const double WidestName = 150;
    private const double BarWidth = 12;

    public PanelFrame(Panel panel, PanelArea area)
    {
        Panel = panel;
        Area = area;
        X = ValueAxis.Horizontal(panel, area.Width - 90);
        Y = ValueAxis.Vertical(panel, area.Height - 70);
        TitleLines = TextWidth.Wrap(panel.Title, area.Width - 20, TitleSize, true);
        Colours = Colour(panel);
        XTexts = [.. X.Ticks.Select(t => TextWidth.Fit(t.Text, WidestName, TickSize))];
        YTexts = [.. Y.Ticks.Select(t => TextWidth.Fit(t.Text, Math.Min(WidestName, area.Width * 0.4), TickSize))];

        var left = 10.0;
        if (panel.HasAxes)
        {
            WidestY = YTexts.Select(t => TextWidth.Of(t, TickSize)).DefaultIfEmpty(0).Max();
            left = 14 + WidestY + (panel.YLabel.Length > 0 ? 20 : 0);
        }

        var right = panel.Marks.Select(BarRoom).DefaultIfEmpty(0).Max() is > 0 and var bar ? bar : panel.HasAxes ? 18 : 10;

        // names that are too long to stand side by side are turned
        var room = (area.Width - left - right) / Math.Max(1, X.High - X.Low);
        var areTurned = panel.XNames is not null && XTexts.Any(t => TextWidth.Of(t, TickSize) > room - 6);
        Turn = !areTurned ? 0 : room < LineHeight / Math.Sin(Slant * Math.PI / 180) ? Upright : Slant;
        XRoom = areTurned ? 8 + (XTexts.Max(t => TextWidth.Of(t, TickSize)) * Math.Sin(Turn * Math.PI / 180)) + (Turn == Upright ? 2 : 8) : 18;
        var bottom = panel.HasAxes ? 8 + XRoom + (panel.XLabel.Length > 0 ? 18 : 0) : 10;
        if (Turn == Slant)
            left = Math.Max(left, 8 + (TextWidth.Of(XTexts[0], TickSize) * Math.Cos(Slant * Math.PI / 180)) - (room / 2));
        Legend = Entries(panel, area.Width - left - right, Colours);
        var legendRows = Legend.Count == 0 ? 0 : Legend[^1].Row + 1;
        Margins = new(left, 10 + (TitleLine * TitleLines.Count) + (LegendLine * legendRows) + (TitleLines.Count + legendRows > 0 ? 4 : 0), right, bottom);
    }

    public Panel Panel { get; }

    public PanelArea Area { get; }

    public ValueAxis X { get; }

    public ValueAxis Y { get; }

    public IReadOnlyList<string> XTexts { get; }

    public IReadOnlyList<string> YTexts { get; }

    public double WidestY { get; }

    public double XRoom { get; }

    /// <summary>By how many degrees the names on the horizontal axis are turned: 0, 35, or 90 where even slanted ones have no room.</summary>
    public double Turn { get; }

    /// <summary>Distance of names on the horizontal axis below which some are left out (px).</summary>
    public double NameDistance => LineHeight / Math.Sin(Turn * Math.PI / 180);

    public IReadOnlyList<string> TitleLines { get; }

    /// <summary>One colour for each mark.</summary>
    public IReadOnlyList<string> Colours { get; }

    public IReadOnlyList<LegendEntry> Legend { get; }

    public Margins Margins { get; init; }

    /// <summary>Room that a mark's colour bar takes on the right.</summary>
    private static double BarRoom(Mark mark)
    {
        var (scale, label) = mark switch
        {
            MatrixMark { HasColourBar: true } m => (ColourScale.Of(m), m.ValueLabel),
            TopomapMark { HasColourBar: true } t => (ColourScale.Of(t), t.ValueLabel),
            _ => (null, ""),
        };
        return scale is null ? 0 : 10 + BarWidth + 6 + scale.WidestTick + (label.Length > 0 ? 20 : 6);
    }

    private static List<string> Colour(Panel panel)
    {
        var colours = new List<string>();
        var group = 0;
        foreach (var mark in panel.Marks)
        {
            colours.Add(mark.Colour ?? mark switch
            {
                RuleMark or SpanMark => Palette.Faint,
                TextMark => Palette.Ink,
                _ => Palette.Group(group),
            });
            if (mark is (LineMark or PointMark or BarMark) and { Colour: null })
                group++;
        }

        return colours;
    }

    private static List<LegendEntry> Entries(Panel panel, double room, IReadOnlyList<string> colours)
    {
        var entries = new List<LegendEntry>();
        var (x, row) = (0.0, 0);
        for (var i = 0; i < panel.Marks.Count; i++)
        {
            if (panel.Marks[i].Label.Length == 0)
                continue;
            var text = TextWidth.Fit(panel.Marks[i].Label, Math.Max(40, room - SwatchWidth), LegendSize);
            var width = SwatchWidth + TextWidth.Of(text, LegendSize);
            if (x > 0 && x + width > room)
                (x, row) = (0, row + 1);
            entries.Add(new(text, colours[i], panel.Marks[i], x, row));
            x += width + 14;
        }

        return entries;
    }
}
