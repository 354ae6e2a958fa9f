using System.IO.Enumeration;
using System.Text.Json.Nodes;
using Engram.Notebooks.Kernel.Messages;

namespace Engram.Notebooks.Kernel;

/// <summary>The cells of this session, for clients that offer them again.</summary>
internal sealed class KernelHistory
{
    private const int Limit = 10_000;
    private readonly List<(int Number, string Code)> entries = [];

    public void Add(int number, string code)
    {
        if (entries.Count == Limit)
            entries.RemoveAt(0);
        entries.Add((number, code));
    }

    /// <summary>Entries as triples of session, number and code: the last ones, a range, or those that match a pattern.</summary>
    public JsonArray Answer(JupyterMessage request)
    {
        IEnumerable<(int Number, string Code)> chosen = request.Text("hist_access_type", "tail") switch
        {
            "range" => entries.Where(e => e.Number >= request.Number("start") && (request.Content["stop"] is null || e.Number < request.Number("stop", int.MaxValue))),
            "search" => entries.Where(e => FileSystemName.MatchesSimpleExpression(request.Text("pattern", "*"), e.Code)).TakeLast(Math.Max(0, request.Number("n", Limit))),
            _ => entries.TakeLast(Math.Max(0, request.Number("n", Limit))),
        };
        if (request.Flag("unique"))
            chosen = chosen.DistinctBy(e => e.Code);
        var hasOutput = request.Flag("output");
        return new([.. chosen.Select(e => (JsonNode)new JsonArray(0, e.Number, hasOutput ? new JsonArray(e.Code, null) : e.Code))]);
    }
}
