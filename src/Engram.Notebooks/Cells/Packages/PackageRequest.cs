using System.Text.RegularExpressions;

namespace Engram.Notebooks.Cells.Packages;

/// <summary>A package that a cell asks for.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Version">A version, a range, or <c>*</c> for the newest.</param>
internal sealed partial record PackageRequest(string Name, string Version)
{
    /// <summary>Reads <c>#r "nuget: Name, Version"</c>.</summary>
    /// <exception cref="FormatException">The line is not of that form.</exception>
    public static PackageRequest Parse(string line)
    {
        var match = Form().Match(line);
        if (!match.Success)
            throw new FormatException($"Expected #r \"nuget: Name, Version\", got {line.Trim()}");
        return new(match.Groups["name"].Value, match.Groups["version"].Success ? match.Groups["version"].Value : "*");
    }

    // names and versions go into a project file: nothing but their own characters may pass
    [GeneratedRegex(@"^#r\s+""nuget:\s*(?<name>[A-Za-z0-9_.\-]{1,100})\s*(?:,\s*(?<version>[A-Za-z0-9_.\-+*\[\](),]{1,64}))?\s*""\s*;?\s*$")]
    private static partial Regex Form();
}
