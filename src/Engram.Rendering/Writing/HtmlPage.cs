using System.Net;
using System.Text;

namespace Engram.Rendering.Writing;

/// <summary>A page that holds figures and, once, plotly.js: it needs no network and shows the static pictures where scripts do not run.</summary>
internal static class HtmlPage
{
    /// <summary>Where the fetch command puts plotly.js, from the repository's root.</summary>
    private const string ScriptPlace = "artifacts/plotly/plotly.min.js";

    public static void Save(string path, IReadOnlyList<Figure> figures) => File.WriteAllText(path, Write(figures, Script()));

    /// <summary>The page.</summary>
    /// <param name="figures">In the order of the page.</param>
    /// <param name="plotly">The text of plotly.min.js.</param>
    public static string Write(IReadOnlyList<Figure> figures, string plotly)
    {
        var title = WebUtility.HtmlEncode(figures.Select(f => f.Title.Length > 0 ? f.Title : f.Panels[0].Title).FirstOrDefault(t => t.Length > 0) ?? "Engram figure");
        var page = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body style=\"margin:16px;font-family:Helvetica,Arial,sans-serif\">\n");
        for (var i = 0; i < figures.Count; i++)
            page.Append($"<div id=\"figure-{i}\">{figures[i].ToSvg()}</div>\n");
        page.Append("<script>").Append(plotly.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)).Append("</script>\n<script>\nfor (const [id, figure] of Object.entries({\n");

        // the JSON has no '<': the encoder writes it as \u003c, so that no data can end the script
        for (var i = 0; i < figures.Count; i++)
            page.Append($"\"figure-{i}\": {figures[i].ToPlotlyJson()},\n");
        return page.Append("})) {\n  const place = document.getElementById(id);\n  place.replaceChildren();\n  Plotly.newPlot(place, figure.data, figure.layout, {displaylogo: false});\n}\n</script>\n</body></html>\n").ToString();
    }

    private static string Script()
    {
        var named = Environment.GetEnvironmentVariable("ENGRAM_PLOTLY");
        if (!string.IsNullOrEmpty(named) && File.Exists(named))
            return File.ReadAllText(named);
        foreach (var start in (string[])[Environment.CurrentDirectory, AppContext.BaseDirectory])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, ScriptPlace)))
                    return File.ReadAllText(Path.Combine(folder.FullName, ScriptPlace));
            }
        }

        throw new FileNotFoundException($"A page with zoom and hover needs plotly.js ({ScriptPlace}), which was not fetched. Run src/Engram.Rendering/fetch-plotly.sh in the repository, or name the file in ENGRAM_PLOTLY; SaveSvg needs nothing.");
    }
}
