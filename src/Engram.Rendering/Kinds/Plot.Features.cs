using System.Globalization;
using Engram.Rendering.Writing;

namespace Engram.Rendering;

/// <content>Features of dictionaries.</content>
public static partial class Plot
{
    private const int TokenSize = 11;

    /// <summary>A feature on one page: how often and how strongly it is active, what it speaks for and against, and where it is most active.</summary>
    /// <param name="feature">What is known about it.</param>
    public static Figure Feature(FeatureDashboard feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        const int Width = 760, Upper = 250;
        var active = feature.Activations.Where(a => a != 0 && double.IsFinite(a)).ToArray();
        var density = feature.Activations.Count == 0 ? 0 : 100.0 * active.Length / feature.Activations.Count;
        var effects = feature.Effects.OrderBy(e => e.Weight).ToArray();
        var shown = effects.Length > 10 ? [.. effects[..5], .. effects[^5..]] : effects;
        var examples = Examples(feature, Width - 40);
        var (rows, _) = ((double)feature.Examples.Count, 0);
        return new(
            new Panel { Marks = [Binned(active, 30)], XLabel = "activation", YLabel = "tokens", Title = string.Create(CultureInfo.InvariantCulture, $"Active on {density:0.##} % of {feature.Activations.Count} tokens"), Area = new(0, 0, Width / 2, Upper) },
            new Panel
            {
                Marks =
                [
                    new BarMark([.. Where(shown, e => e.Weight >= 0)], [.. shown.Where(e => e.Weight >= 0).Select(e => e.Weight)]) { IsLying = true, Colour = Palette.Positive },
                    new BarMark([.. Where(shown, e => e.Weight < 0)], [.. shown.Where(e => e.Weight < 0).Select(e => e.Weight)]) { IsLying = true, Colour = Palette.Negative },
                    new RuleMark(0, true),
                ],
                YNames = [.. shown.Reverse().Select(e => e.Name)],
                YRange = (-shown.Length + 0.4, 0.6),
                XLabel = feature.EffectLabel,
                Title = "Speaks for and against",
                Area = new(Width / 2, 0, Width / 2, Upper),
            },
            new Panel { Marks = examples, HasAxes = false, XRange = (0, Width - 40), YRange = (-0.5, Math.Max(0.5, rows - 0.5)), IsYDownward = true, Title = "Where it is most active", Area = new(0, Upper, Width, 42 + (26 * rows)) })
        { Title = feature.Name };
    }

    // the largest weight stands at the top, at 0
    private static IEnumerable<double> Where((string Name, double Weight)[] shown, Func<(string Name, double Weight), bool> isWanted) =>
        Enumerable.Range(0, shown.Length).Where(i => isWanted(shown[i])).Select(i => (double)(i - shown.Length + 1));

    private static List<Mark> Examples(FeatureDashboard feature, double width)
    {
        var strongest = feature.Examples.SelectMany(e => e.Activations).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        var (x, y, texts, fills, hovers) = (new List<double>(), new List<double>(), new List<string>(), new List<string>(), new List<string>());
        for (var row = 0; row < feature.Examples.Count; row++)
        {
            var example = feature.Examples[row];
            var count = Math.Min(example.Tokens.Count, example.Activations.Count);
            var tokens = example.Tokens.Take(count).Select(t => TextWidth.Fit(t.Replace("\n", "⏎", StringComparison.Ordinal).Trim() is { Length: > 0 } seen ? seen : "␣", 120, TokenSize)).ToArray();
            var widths = tokens.Select(t => TextWidth.Of(t, TokenSize) + 15).ToArray();

            // as many tokens as fit, around the strongest one
            var (first, last) = (0, -1);
            if (count > 0)
            {
                var peak = Enumerable.Range(0, count).MaxBy(i => example.Activations[i]);
                (first, last) = (peak, peak);
                for (var used = widths[peak]; ;)
                {
                    var canLeft = first > 0 && used + widths[first - 1] <= width;
                    var canRight = last + 1 < count && used + widths[last + 1] <= width;
                    if (!canLeft && !canRight)
                        break;
                    if (canLeft && (!canRight || peak - first <= last - peak))
                        used += widths[--first];
                    else
                        used += widths[++last];
                }
            }

            var at = 0.0;
            for (var i = first; i <= last; i++)
            {
                var share = strongest > 0 ? Math.Clamp(example.Activations[i] / strongest, 0, 1) : 0;
                x.Add(at + (widths[i] / 2));
                y.Add(row);
                texts.Add(tokens[i]);
                fills.Add(share > 0.02 ? Palette.Amount(0.55 + (0.3 * share), true) : "#e9ebee");
                hovers.Add(string.Create(CultureInfo.InvariantCulture, $"{example.Tokens[i]}: {example.Activations[i]:0.###}"));
                at += widths[i];
            }
        }

        return [new BoxMark(x, y, texts) { Fills = fills, Hovers = hovers, Size = TokenSize }];
    }
}
