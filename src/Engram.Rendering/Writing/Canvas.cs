using System.Globalization;
using System.Net;
using System.Text;

namespace Engram.Rendering.Writing;

/// <summary>SVG elements as text; numbers are rounded so that files stay small and equal.</summary>
internal sealed class Canvas
{
    // farther out than any picture; SVG readers keep coordinates in single precision
    private const double Far = 1e6;

    private readonly StringBuilder text = new();

    public static string Number(double value) => Math.Round(double.IsNaN(value) ? 0 : Math.Clamp(value, -Far, Far), 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Text for XML: control characters, which XML forbids, become replacement characters.</summary>
    /// <param name="value">Any text.</param>
    public static string Escape(string value) => WebUtility.HtmlEncode(string.Concat(value.EnumerateRunes().Select(r =>
        r.Value is < 0x20 and not ('\t' or '\n' or '\r') or 0xfffe or 0xffff ? "\ufffd" : r.ToString())));

    public void Raw(string element) => text.Append(element);

    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1, string dash = "") =>
        text.Append($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" stroke=\"{colour}\" stroke-width=\"{Number(width)}\"{Dash(dash)}/>");

    public void Rectangle(double x, double y, double width, double height, string fill, string stroke = "none", double strokeWidth = 1, double corner = 0) =>
        text.Append($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(Math.Max(0, height))}\" fill=\"{fill}\"{(stroke == "none" ? "" : $" stroke=\"{stroke}\" stroke-width=\"{Number(strokeWidth)}\"")}{(corner > 0 ? $" rx=\"{Number(corner)}\"" : "")}/>");

    public void Circle(double x, double y, double radius, string fill, double opacity = 1) =>
        text.Append($"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" fill=\"{fill}\"{(opacity < 1 ? $" fill-opacity=\"{Number(opacity)}\"" : "")}/>");

    public void Path(string data, string stroke, double width, string fill = "none", double opacity = 1, string dash = "") =>
        text.Append($"<path d=\"{data}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{Number(width)}\"{(opacity < 1 ? $" opacity=\"{Number(opacity)}\"" : "")}{Dash(dash)} stroke-linejoin=\"round\"/>");

    public void Text(double x, double y, string value, int size = 12, string anchor = "middle", string colour = "#333", bool isBold = false, double turn = 0) =>
        text.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{colour}\"{(isBold ? " font-weight=\"600\"" : "")}{(turn == 0 ? "" : $" transform=\"rotate({Number(turn)} {Number(x)} {Number(y)})\"")}>{Escape(value)}</text>");

    public override string ToString() => text.ToString();

    private static string Dash(string dash) => dash.Length == 0 ? "" : $" stroke-dasharray=\"{dash}\"";
}
