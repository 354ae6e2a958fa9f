using System.Globalization;
using System.Net;
using System.Text;

namespace Engram.Rendering.Writing;

/// <summary>SVG elements as text; numbers are rounded so that files stay small and equal.</summary>
/// <param name="theme">Gives ink and grid their colours.</param>
internal sealed class Canvas(Theme theme)
{
    // farther out than any picture; SVG readers keep coordinates in single precision
    private const double Far = 1e6;

    private readonly StringBuilder text = new();

    public LabelRoom Room { get; } = new();

    /// <summary>Points that one line may have, so that the whole picture stays small.</summary>
    public int PointBudget { get; init; } = int.MaxValue;

    public static int Tenths(double value) => (int)Math.Round(10 * Math.Clamp(value, -Far, Far));

    /// <summary>A relative step as short as SVG can write it: <c>.5-12</c>.</summary>
    /// <param name="across">Tenths of px.</param>
    /// <param name="down">Tenths of px.</param>
    public static string Step(int across, int down) => down < 0 ? Short(across) + Short(down) : $"{Short(across)} {Short(down)}";

    public static string Number(double value) => Math.Round(double.IsNaN(value) ? 0 : Math.Clamp(value, -Far, Far), 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A coordinate of a long path: a tenth of a pixel is as fine as any screen.</summary>
    /// <param name="value">px.</param>
    public static string Coarse(double value) => Math.Round(double.IsNaN(value) ? 0 : Math.Clamp(value, -Far, Far), 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Text for XML: control characters and halves of characters, which XML forbids, become replacement characters.</summary>
    /// <param name="value">Any text.</param>
    public static string Escape(string value) => WebUtility.HtmlEncode(string.Concat(value.EnumerateRunes().Select(r =>
        r.Value is < 0x20 and not ('\t' or '\n' or '\r') or 0xfffe or 0xffff ? "\ufffd" : r.ToString())));

    public void Raw(string element) => text.Append(element);

    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1, string dash = "", double opacity = 1) =>
        text.Append($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" stroke=\"{theme.Resolve(colour)}\" stroke-width=\"{Number(width)}\"{Dash(dash)}{Opacity("opacity", opacity)}/>");

    public void Rectangle(double x, double y, double width, double height, string fill, string stroke = "none", double strokeWidth = 1, double corner = 0, double opacity = 1, string dash = "", string hover = "") =>
        text.Append($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(Math.Max(0, height))}\" fill=\"{theme.Resolve(fill)}\"{(stroke == "none" ? "" : $" stroke=\"{theme.Resolve(stroke)}\" stroke-width=\"{Number(strokeWidth)}\"")}{(corner > 0 ? $" rx=\"{Number(corner)}\"" : "")}{Opacity("fill-opacity", opacity)}{Dash(dash)}").Append(End("rect", hover));

    public void Circle(double x, double y, double radius, string fill, double opacity = 1, string hover = "") =>
        text.Append($"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" fill=\"{theme.Resolve(fill)}\"{Opacity("fill-opacity", opacity)}").Append(End("circle", hover));

    /// <summary>Circles of one look, which is written once.</summary>
    public void Circles(IEnumerable<(double X, double Y, string Hover)> circles, double radius, string fill, double opacity = 1)
    {
        var r = Number(radius);
        var start = text.Length;
        text.Append($"<g fill=\"{theme.Resolve(fill)}\"{Opacity("fill-opacity", opacity)}>");
        var empty = text.Length;
        foreach (var (x, y, hover) in circles)
            text.Append($"<circle cx=\"{Coarse(x)}\" cy=\"{Coarse(y)}\" r=\"{r}\"").Append(End("circle", hover));
        if (text.Length == empty)
            text.Length = start;
        else
            text.Append("</g>");
    }

    public void Path(string data, string stroke, double width, string fill = "none", double opacity = 1, string dash = "", string hover = "") =>
        text.Append($"<path d=\"{data}\" fill=\"{theme.Resolve(fill)}\"{(width > 0 ? $" stroke=\"{theme.Resolve(stroke)}\" stroke-width=\"{Number(width)}\" stroke-linejoin=\"round\"" : "")}{Opacity("opacity", opacity)}{Dash(dash)}").Append(End("path", hover));

    public void Image(double x, double y, double width, double height, string address) =>
        text.Append($"<image x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" preserveAspectRatio=\"none\" href=\"{address}\"/>");

    /// <summary>A text; its place is noted, so that optional ones stay off it.</summary>
    public void Text(double x, double y, string value, int size = 12, string anchor = "middle", string colour = Palette.Ink, bool isBold = false, double turn = 0, string hover = "", double opacity = 1)
    {
        if (turn == 0)
        {
            var width = TextWidth.Of(value, size, isBold);
            Room.Take(x - (anchor switch { "start" => 0, "end" => width, _ => width / 2 }), y - (0.85 * size), width, 1.1 * size);
        }

        text.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{size}\"{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}{(theme.Resolve(colour) == theme.Ink ? "" : $" fill=\"{theme.Resolve(colour)}\"")}{Opacity("fill-opacity", opacity)}{(isBold ? " font-weight=\"700\"" : "")}{(turn == 0 ? "" : $" transform=\"rotate({Number(turn)} {Number(x)} {Number(y)})\"")}>{Escape(value)}{(hover.Length > 0 ? $"<title>{Escape(hover)}</title>" : "")}</text>");
    }

    public override string ToString() => text.ToString();

    private static string Short(int tenths)
    {
        var (sign, size) = (tenths < 0 ? "-" : "", Math.Abs(tenths));
        return size % 10 == 0 ? $"{sign}{size / 10}" : size < 10 ? $"{sign}.{size}" : $"{sign}{size / 10}.{size % 10}";
    }

    private static string Dash(string dash) => dash.Length == 0 ? "" : $" stroke-dasharray=\"{dash}\"";

    private static string Opacity(string name, double opacity) => opacity < 1 ? $" {name}=\"{Number(opacity)}\"" : "";

    private static string End(string element, string hover) => hover.Length == 0 ? "/>" : $"><title>{Escape(hover)}</title></{element}>";
}
