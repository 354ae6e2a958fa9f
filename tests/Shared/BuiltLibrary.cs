namespace Engram.Tests;

/// <summary>Native libraries that the launcher builds.</summary>
internal static class BuiltLibrary
{
    public static bool IsThere(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "artifacts", "native", $"current-{name}", $"lib{name}.so")))
                return true;
        }

        return false;
    }
}
