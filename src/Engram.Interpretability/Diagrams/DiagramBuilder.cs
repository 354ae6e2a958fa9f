using Engram.Rendering.Diagrams;
using Engram.Torch.Tracing;

namespace Engram.Interpretability.Diagrams;

/// <summary>Turns recorded operator calls into a diagram: follows every axis from operation to operation.</summary>
internal sealed partial class DiagramBuilder
{
    private readonly IReadOnlyList<OperatorRecord> calls;
    private readonly IReadOnlyDictionary<long, string> weights;
    private readonly Dictionary<long, long> same = [];
    private readonly Dictionary<long, int> lastUse = [];
    private readonly List<int> relevant = [];
    private readonly List<TracedArray> live = [];
    private readonly List<DiagramStep> steps = [];
    private readonly HashSet<string> taken = [];
    private readonly long input;
    private int at;
    private long synthetic;

    public DiagramBuilder(IReadOnlyList<OperatorRecord> calls, long input, long output, IReadOnlyDictionary<long, string> weights)
    {
        (this.calls, this.input, this.weights) = (calls, input, weights);
        var derived = new HashSet<long> { input };
        for (var i = 0; i < calls.Count; i++)
        {
            var used = Tensors(calls[i]).Where(t => derived.Contains(t.Id)).ToList();
            if (used.Count == 0)
                continue; // made of constants and weights alone: injected where it is used
            foreach (var tensor in used)
                lastUse[Canonical(tensor.Id)] = i;
            relevant.Add(i);
            foreach (var result in calls[i].Results)
            {
                derived.Add(result.Id);
                if (IsIdentity(calls[i].Name) && !same.ContainsKey(result.Id) && result.Id != used[0].Id)
                    same[result.Id] = Canonical(used[0].Id);
            }
        }

        lastUse[Canonical(output)] = int.MaxValue;
    }

    public WireDiagram Build(string[] names, long[] shape, IReadOnlyList<ModuleSpan> spans)
    {
        live.Add(new(input, [.. shape.Select((s, i) => i < names.Length ? Named(names[i], s) : Fresh(s))]));
        var start = Labels();
        var stepOfCall = new Dictionary<int, (int First, int End)>();
        foreach (var call in relevant)
        {
            at = call;
            var first = steps.Count;
            if (!IsIdentity(calls[call].Name))
                Translate(calls[call]);
            stepOfCall[call] = (first, steps.Count);
        }

        if (steps.Count == 0)
            throw new InvalidOperationException("Expected an output that depends on the input by at least one operation, got none.");
        return new(start, steps) { Fences = Fences(spans, stepOfCall) };
    }

    private static List<DiagramFence> Fences(IReadOnlyList<ModuleSpan> spans, Dictionary<int, (int First, int End)> stepOfCall)
    {
        var parts = new List<(int First, int Last, string Caption)>();
        foreach (var span in spans)
        {
            var inside = stepOfCall.Where(s => s.Key >= span.Start && s.Key < span.End && s.Value.End > s.Value.First).Select(s => s.Value).ToList();
            if (inside.Sum(s => s.End - s.First) > 1)
                parts.Add((inside.Min(s => s.First), inside.Max(s => s.End) - 1, span.Caption));
        }

        int Depth((int First, int Last, string Caption) part) => parts.Count(p => p != part && p.First <= part.First && p.Last >= part.Last && p.Last - p.First > part.Last - part.First);
        return [.. parts.Select(p => new DiagramFence(p.First, p.Last, p.Caption, Depth(p))).Where(f => f.Depth < 2)];
    }

    private long Canonical(long id) => same.GetValueOrDefault(id, id);

    private static IEnumerable<TracedTensor> Tensors(OperatorRecord call) => call.Arguments.SelectMany(a => a switch
    {
        TracedTensor tensor => [tensor],
        TracedTensor[] list => list,
        _ => (IEnumerable<TracedTensor>)[],
    });

    private TracedAxis Named(string name, long size)
    {
        taken.Add(name);
        return new(name, size);
    }

    private TracedAxis Fresh(long size)
    {
        for (var i = 0; ; i++)
        {
            var name = $"{(char)('a' + (i % 26))}{(i < 26 ? "" : $"{i / 26}")}";
            if (taken.Add(name))
                return new(name, size);
        }
    }

    private IReadOnlyList<IReadOnlyList<string>> Labels() => [.. live.Select(a => (IReadOnlyList<string>)[.. a.Axes.Select(x => x.ToString())])];

    private TracedArray Find(TracedTensor tensor) => live.First(a => a.Id == Canonical(tensor.Id));

    private bool IsLive(TracedTensor tensor) => live.Any(a => a.Id == Canonical(tensor.Id));

    /// <summary>One step: operands that are not needed any more give way to the results.</summary>
    private void Emit(string label, BoxStyle style, IReadOnlyList<TracedArray> operands, IReadOnlyList<(long Id, IReadOnlyList<ResultAxis> Axes)> results, bool isElementwise = false)
    {
        var before = live.ToList();
        var places = operands.Select(o => before.IndexOf(o)).ToArray();
        bool Ends(TracedArray array) => operands.Contains(array) && lastUse.GetValueOrDefault(array.Id, -1) <= at;
        var made = results.Select((r, n) => (Array: new TracedArray(r.Id, [.. r.Axes.Select(a => a.Axis)]), Before: -1, Result: n)).Where(r => lastUse.ContainsKey(r.Array.Id) || r.Array.Id < 0).ToList();
        var after = new List<(TracedArray Array, int Before, int Result)>();
        var place = -1; // the results' place: that of the first operand that ends, else the end of the tuple
        for (var i = 0; i < before.Count; i++)
        {
            // results of in-place operations have their operand's name and take its place
            var ends = Ends(before[i]) || results.Any(r => r.Id == before[i].Id);
            if (!ends)
                after.Add((before[i], i, -1));
            else if (place < 0)
                place = after.Count;
        }

        after.InsertRange(place < 0 ? after.Count : place, made);

        var passing = new List<(WireAddress, WireAddress)>();
        var outOf = new List<WireAddress>();
        var through = new HashSet<WireAddress>();
        for (var i = 0; i < after.Count; i++)
        {
            for (var axis = 0; axis < after[i].Array.Axes.Count; axis++)
            {
                var to = new WireAddress(i, axis);
                if (after[i].Before >= 0)
                {
                    passing.Add((new(after[i].Before, axis), to));
                    continue;
                }

                var sources = results[after[i].Result].Axes[axis].Sources;
                if (sources.Count == 0)
                    outOf.Add(to);
                foreach (var (operand, from) in sources)
                {
                    passing.Add((new(places[operand], from), to));
                    through.Add(new(places[operand], from));
                }
            }
        }

        live.Clear();
        live.AddRange(after.Select(a => a.Array));
        steps.Add(new()
        {
            Label = label, Style = style, After = Labels(), Passing = passing, OutOf = outOf, OnArray = isElementwise ? places[0] : null,
            Into = [.. operands.SelectMany((o, n) => Enumerable.Range(0, o.Axes.Count).Select(axis => new WireAddress(places[n], axis))).Where(w => !through.Contains(w)).Distinct()],
        });
    }
}
