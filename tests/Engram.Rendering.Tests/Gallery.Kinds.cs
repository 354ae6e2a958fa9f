namespace Engram.Rendering.Tests;

internal static partial class Gallery
{
    private static Dictionary<string, Func<Figure>> Kinds() => new()
    {
    };
}
