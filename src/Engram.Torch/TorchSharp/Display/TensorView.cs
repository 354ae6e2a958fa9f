using System.Globalization;
using System.Net;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>A tensor as a notebook shows it: type and shape, statistics, and a small picture of its values.</summary>
internal static class TensorView
{
    private const int PictureCells = 48;
    private const int PointLimit = 240;
    private const int CellSize = 5;

    public static string Plain(Tensor tensor)
    {
        if (tensor.IsInvalid)
            return "Tensor, disposed";
        var text = new StringBuilder(Title(tensor));
        using var values = Values(tensor);
        if (values is not null)
            text.Append(": ").Append(Statistics(tensor, values));
        return text.ToString();
    }

    public static string Html(Tensor tensor)
    {
        if (tensor.IsInvalid)
            return "<i>Tensor, disposed</i>";
        var html = new StringBuilder("<div style=\"font:13px sans-serif\"><b>").Append(WebUtility.HtmlEncode(Title(tensor))).Append("</b>");
        using var values = Values(tensor);
        if (values is not null)
        {
            html.Append("<br/>").Append(WebUtility.HtmlEncode(Statistics(tensor, values)));
            if (tensor.numel() > 1)
                Picture(html.Append("<br/>"), tensor, values);
        }

        return html.Append("</div>").ToString();
    }

    private static string Title(Tensor tensor) =>
        $"Tensor {tensor.dtype.ToString().ToLowerInvariant()} [{string.Join(", ", tensor.shape)}]{(tensor.device_type == DeviceType.CPU ? "" : $" on {tensor.device}")}{(tensor.requires_grad ? ", requires grad" : "")}";

    // numbers as float64 in this process's memory; complex ones by their size
    private static Tensor? Values(Tensor tensor)
    {
        if (tensor.numel() == 0 || tensor.is_sparse || tensor.device_type == DeviceType.META)
            return null;
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var plain = tensor.detach().cpu();
        if (plain.is_complex())
            plain = plain.abs();
        return plain.to_type(float64).reshape(-1).contiguous().MoveToOuterDisposeScope();
    }

    private static string Statistics(Tensor tensor, Tensor values)
    {
        using var scope = NewDisposeScope();
        var size = tensor.is_complex() ? " of the absolute values" : "";
        if (values.numel() == 1)
            return Number(values.item<double>());
        var finite = values[values.isfinite()];
        var broken = values.numel() - finite.numel();
        var warning = broken > 0 ? $", {broken} not finite" : "";
        return finite.numel() == 0 ? $"no finite value{warning}"
            : $"min {Number(finite.min().item<double>())}, mean {Number(finite.mean().item<double>())}, max {Number(finite.max().item<double>())}{size}{warning}";
    }

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static void Picture(StringBuilder html, Tensor tensor, Tensor values)
    {
        if (tensor.dim() == 1)
            Line(html, values);
        else
            Map(html, tensor, values);
    }

    private static void Line(StringBuilder html, Tensor values)
    {
        var step = Math.Max(1, values.numel() / PointLimit);
        using var shown = values.slice(0, 0, values.numel(), step).contiguous();
        var numbers = shown.data<double>().ToArray();
        var (low, high) = Range(numbers);
        html.Append("<svg width=\"244\" height=\"44\" role=\"img\" aria-label=\"values in order\"><polyline fill=\"none\" stroke=\"#0072B2\" stroke-width=\"1.2\" points=\"");
        for (var i = 0; i < numbers.Length; i++)
        {
            if (double.IsFinite(numbers[i]))
                html.Append(CultureInfo.InvariantCulture, $"{2 + (240.0 * i / Math.Max(1, numbers.Length - 1)):0.#},{42 - (40 * (numbers[i] - low) / (high - low)):0.#} ");
        }

        html.Append("\"/></svg>");
    }

    // the last two dimensions, of the first entry of the others; large matrices every n-th row and column
    private static void Map(StringBuilder html, Tensor tensor, Tensor values)
    {
        var (rows, columns) = (tensor.shape[^2], tensor.shape[^1]);
        var (down, across) = ((rows + PictureCells - 1) / PictureCells, (columns + PictureCells - 1) / PictureCells);
        using var scope = NewDisposeScope();
        var shown = values.slice(0, 0, rows * columns, 1).reshape(rows, columns).slice(0, 0, rows, down).slice(1, 0, columns, across).contiguous();
        var numbers = shown.data<double>().ToArray();
        var width = (int)shown.shape[1];
        var (low, high) = Range(numbers);
        html.Append(CultureInfo.InvariantCulture, $"<svg width=\"{width * CellSize}\" height=\"{shown.shape[0] * CellSize}\" role=\"img\" aria-label=\"values as brightness, {rows} by {columns}\">");
        for (var i = 0; i < numbers.Length; i++)
        {
            // one lightness ramp, so that it reads without colour vision; what is not finite stays empty
            if (double.IsFinite(numbers[i]))
                html.Append(CultureInfo.InvariantCulture, $"<rect x=\"{i % width * CellSize}\" y=\"{i / width * CellSize}\" width=\"{CellSize}\" height=\"{CellSize}\" fill=\"{Colour((numbers[i] - low) / (high - low))}\"/>");
        }

        html.Append("</svg>");
    }

    private static (double Low, double High) Range(double[] numbers)
    {
        var finite = numbers.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        return high > low ? (low, high) : (low - 0.5, low + 0.5);
    }

    private static string Colour(double fraction)
    {
        (int R, int G, int B) low = (8, 29, 88), high = (255, 247, 188);
        int Mix(int a, int b) => (int)Math.Round(a + ((b - a) * fraction));
        return $"#{Mix(low.R, high.R):x2}{Mix(low.G, high.G):x2}{Mix(low.B, high.B):x2}";
    }
}
