using System.CommandLine;
using Engram.Data;

namespace Engram.Cli.Verbs;

/// <summary><c>engram data</c>: the data sets, where they are, and fetching them.</summary>
internal static class DataVerb
{
    public static Command Create()
    {
        var command = new Command("data", "Lists, fetches and verifies data sets.");
        var list = new Command("list", "All data sets.");
        list.SetAction(_ => List());
        command.Add(list);
        Add(command, "info", "Licence, citation and files.", Info);
        Add(command, "fetch", "Downloads what is missing.", Fetch);
        Add(command, "verify", "Compares every file with its checksum.", Where);
        Add(command, "where", "The folder of the complete copy.", Where);
        return command;
    }

    private static void Add(Command parent, string name, string description, Func<string, int> run)
    {
        var dataSet = new Argument<string>("name") { Description = "Name of the data set." };
        var command = new Command(name, description) { dataSet };
        command.SetAction(parse => run(parse.GetValue(dataSet)!));
        parent.Add(command);
    }

    private static int List()
    {
        var catalog = DataCatalog.Standard();
        foreach (var manifest in catalog.Manifests())
            Console.WriteLine($"{manifest.Name,-16} {manifest.Files.Sum(f => f.Bytes) / 1e6,7:0.0} MB  {(catalog.Find(manifest.Name) is null ? "not here" : "here"),-9} {manifest.Licence,-12} {manifest.Title}");
        return ExitCodes.Success;
    }

    private static int Info(string name)
    {
        var manifest = DataCatalog.Standard().Manifest(name);
        Console.WriteLine($"{manifest.Name}: {manifest.Title}\nlicence: {manifest.Licence}\ncite: {manifest.Citation}\nhomepage: {manifest.Homepage}");
        foreach (var file in manifest.Files)
            Console.WriteLine($"  {file.Path}  {file.Bytes} bytes  sha256 {file.Sha256}");
        return ExitCodes.Success;
    }

    private static int Fetch(string name)
    {
        var folder = DataCatalog.Standard().Fetch(name, (file, done, all) => Console.Error.Write($"\r{file}: {done / 1e6:0.0} of {all / 1e6:0.0} MB"));
        Console.WriteLine(folder);
        return ExitCodes.Success;
    }

    private static int Where(string name)
    {
        if (DataCatalog.Standard().Find(name) is not { } folder)
        {
            Console.Error.WriteLine($"engram: {name} is not here. Run ./engram data fetch {name}.");
            return ExitCodes.Failure;
        }

        Console.WriteLine(Path.GetFullPath(folder));
        return ExitCodes.Success;
    }
}
