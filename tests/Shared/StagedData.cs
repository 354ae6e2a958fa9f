namespace Engram.Tests;

/// <summary>The staged real data beside the repository, where there are any.</summary>
internal static class StagedData
{
    public static string? Folder(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(path))
                return path;
        }

        return null;
    }
}
