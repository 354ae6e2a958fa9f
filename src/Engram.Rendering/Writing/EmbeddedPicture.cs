using System.Net;
using System.Text;

namespace Engram.Rendering.Writing;

/// <summary>
/// A static picture within HTML as an image of its own. JupyterLab and others strip SVG elements from the outputs of a notebook that
/// nobody has run or trusted yet, and leave the picture's words behind; an image they show.
/// </summary>
internal static class EmbeddedPicture
{
    /// <summary>The element.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="words">What stands for it where pictures are not seen.</param>
    public static string Html(string svg, string words) =>
        $"<img src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}\" alt=\"{WebUtility.HtmlEncode(words)}\" style=\"max-width:100%;height:auto\">";
}
