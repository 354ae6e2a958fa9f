using System.Globalization;
using System.Net;
using System.Text;

namespace Engram.Notebooks.Cells.Progress;

/// <summary>A bar and a curve in a notebook, updated in place.</summary>
internal sealed class NotebookProgressView : IProgressView
{
    private const int Width = 240;
    private const int Height = 44;
    private DisplayedValue? shown;

    public void Show(ProgressState state)
    {
        var bundle = new MimeBundle([("text/html", Html(state)), ("text/plain", $"{state.Title}: {state.Count} {state.Number}".TrimEnd())]);
        if (shown is null)
            shown = NotebookFunctions.display(bundle);
        else
            shown.Update(bundle);
    }

    public void Close()
    {
    }

    private static string Html(ProgressState state)
    {
        var html = new StringBuilder("<div style=\"display:flex;gap:12px;align-items:center;font:13px sans-serif\"><span>").Append(WebUtility.HtmlEncode(state.Title)).Append("</span>");
        html.Append(CultureInfo.InvariantCulture, $"<svg width=\"160\" height=\"10\" role=\"img\" aria-label=\"{state.Fraction:P0}\"><rect width=\"160\" height=\"10\" rx=\"5\" fill=\"#8884\"/><rect width=\"{160 * state.Fraction:0.#}\" height=\"10\" rx=\"5\" fill=\"#0072B2\"/></svg>");
        html.Append("<span>").Append(WebUtility.HtmlEncode($"{state.Count} {state.Number}".TrimEnd())).Append("</span>");
        if (state.Curve.Count > 1)
            Curve(html, state.Curve);
        return html.Append("</div>").ToString();
    }

    private static void Curve(StringBuilder html, IReadOnlyList<(long Step, double Value)> curve)
    {
        var (low, high) = (curve.Min(p => p.Value), curve.Max(p => p.Value));
        var (first, last) = (curve[0].Step, curve[^1].Step);
        html.Append(CultureInfo.InvariantCulture, $"<svg width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"from {curve[0].Value:G4} to {curve[^1].Value:G4}\"><polyline fill=\"none\" stroke=\"#D55E00\" stroke-width=\"1.5\" points=\"");
        foreach (var (step, value) in curve)
            html.Append(CultureInfo.InvariantCulture, $"{2 + ((Width - 4.0) * (step - first) / Math.Max(1, last - first)):0.#},{2 + ((Height - 4) * (high - value) / Math.Max(high - low, double.Epsilon)):0.#} ");
        html.Append("\"/></svg>");
    }
}
