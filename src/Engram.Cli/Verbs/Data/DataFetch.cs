using Engram.Data;

namespace Engram.Cli.Verbs.Data;

/// <summary><c>engram data fetch</c>.</summary>
internal static class DataFetch
{
    public static async Task<int> RunAsync(DataCatalog catalog, string name, bool isJson, FetchOptions options, CancellationToken cancellation)
    {
        FetchResult result;
        try
        {
            result = await FetchBars.ShowAsync(progress => catalog.FetchAsync(name, options with { Progress = progress }, cancellation)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.Error.WriteLine($"engram: interrupted. What has come is kept: run ./engram data fetch {name} again to go on.");
            return ExitCodes.Failure;
        }

        if (isJson)
            DataJson.Write(result);
        else
            Console.WriteLine(result.Folder);
        Console.Error.WriteLine($"{name}: {result.Files.Count} file{(result.Files.Count == 1 ? "" : "s")} complete ({result.Copied} copied from a mirror, {result.Downloaded} downloaded, {result.Files.Count - result.Copied - result.Downloaded} were there).");
        return ExitCodes.Success;
    }
}
