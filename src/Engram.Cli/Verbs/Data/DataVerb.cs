using System.CommandLine;
using Engram.Data;

namespace Engram.Cli.Verbs.Data;

/// <summary><c>engram data</c>: the data sets, where they are, fetching and verifying them.</summary>
internal static class DataVerb
{
    public static Command Create()
    {
        var list = new Command("list", "All data sets: size, access, licence, and what is here.");
        var listJson = Json();
        list.Add(listJson);
        list.SetAction(parse => DataList.Show(DataCatalog.Standard(), parse.GetValue(listJson)));

        var (info, infoName, infoJson) = Named("info", "Licence, citation, access, subjects, labels and files.");
        var croissant = new Option<bool>("--croissant") { Description = "Croissant 1.0 metadata (JSON-LD)." };
        info.Add(croissant);
        info.SetAction(parse => DataInfo.Show(DataCatalog.Standard(), parse.GetValue(infoName)!, parse.GetValue(infoJson), parse.GetValue(croissant)));

        var (fetch, fetchName, fetchJson) = Named("fetch", "Brings the files into the cache, from mirrors first: all of them are there afterwards, or an error says why not.");
        var records = new Option<string>("--records") { Description = "Only these records or folders, between commas: 100,101." };
        var offline = new Option<bool>("--offline") { Description = "From mirrors on disk only." };
        var pin = Pin();
        fetch.Add(records);
        fetch.Add(offline);
        fetch.Add(pin);
        fetch.SetAction((parse, cancellation) => DataFetch.RunAsync(DataCatalog.Standard(), parse.GetValue(fetchName)!, parse.GetValue(fetchJson), new()
        {
            Records = (parse.GetValue(records) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            IsOffline = parse.GetValue(offline),
            IsPinning = parse.GetValue(pin),
        }, cancellation));

        var (verify, verifyName, verifyJson) = Named("verify", "Reads every file that is here and compares it with its checksum.");
        var verifyPin = Pin();
        verify.Add(verifyPin);
        verify.SetAction(parse => DataVerify.Run(DataCatalog.Standard(), parse.GetValue(verifyName)!, parse.GetValue(verifyJson), parse.GetValue(verifyPin)));

        var (where, whereName, whereJson) = Named("where", "The folder of the complete copy.");
        where.SetAction(parse => DataWhere.Show(DataCatalog.Standard(), parse.GetValue(whereName)!, parse.GetValue(whereJson)));
        return new("data", "Lists, fetches and verifies data sets.") { list, info, fetch, verify, where };
    }

    private static (Command Command, Argument<string> Name, Option<bool> Json) Named(string verb, string description)
    {
        var name = new Argument<string>("name") { Description = "Name of the data set." };
        var json = Json();
        return (new(verb, description) { name, json }, name, json);
    }

    private static Option<bool> Json() => new("--json") { Description = "JSON instead of text." };

    private static Option<bool> Pin() => new("--pin") { Description = "Accept files without a published checksum as they are; later ones are compared with that." };
}
