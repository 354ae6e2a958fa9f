using Engram.Data;

namespace Engram.Cli.Verbs.Data;

/// <summary><c>engram data verify</c>.</summary>
internal static class DataVerify
{
    public static int Run(DataCatalog catalog, string name, bool isJson, bool isPinning)
    {
        if (catalog.Verify(name, isPinning) is not { } report)
        {
            Console.Error.WriteLine($"engram: {name} is not here. Run ./engram data fetch {name}.");
            return ExitCodes.Failure;
        }

        if (isJson)
            DataJson.Write(report);
        else if (report.IsSound)
            Console.WriteLine($"{report} ({report.Folder})");
        else
            Console.Error.WriteLine($"engram: {report}");
        return report.IsSound ? ExitCodes.Success : ExitCodes.BadInput;
    }
}
