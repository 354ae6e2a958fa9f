namespace Engram.Signals;

public sealed partial class Recording
{
    /// <summary>The same recording with only some channels, in the order asked for.</summary>
    /// <param name="names">Channel names; case does not matter.</param>
    /// <exception cref="ArgumentException">A name is not a channel of this recording.</exception>
    public Recording Pick(params string[] names) => Pick(Array.ConvertAll(names, IndexOf), $"pick({string.Join(", ", names)})");

    /// <summary>The channels of some kinds, in their order.</summary>
    /// <param name="kinds">Kinds to keep.</param>
    /// <exception cref="ArgumentException">No channel is of these kinds.</exception>
    public Recording Pick(params ChannelKind[] kinds)
    {
        var indices = Indices(c => kinds.Contains(c.Kind));
        return indices.Length > 0
            ? Pick(indices, $"pick({string.Join(", ", kinds)})")
            : throw new ArgumentException($"No channel is of kind {string.Join(" or ", kinds)}; the kinds are: {string.Join(", ", Channels.Select(c => c.Kind).Distinct())}.", nameof(kinds));
    }

    /// <summary>ECG leads by their names, in the order asked for, whatever the order in the file.</summary>
    /// <param name="leads">Leads, <see cref="LeadName.Standard"/> for all twelve.</param>
    /// <exception cref="ArgumentException">A lead is missing.</exception>
    public Recording PickLeads(params IReadOnlyList<LeadName> leads)
    {
        var found = Channels.Select(c => c.Lead).ToArray();
        int[] indices = [.. leads.Select(lead => Array.IndexOf(found, lead))];
        return indices.Contains(-1)
            ? throw new ArgumentException($"No lead {string.Join(", ", leads.Where((_, i) => indices[i] < 0))}. The channels are: {string.Join(", ", Channels.Select(c => c.Name))}.", nameof(leads))
            : Pick(indices, $"pick leads({string.Join(", ", leads)})");
    }

    /// <summary>The recording without some channels.</summary>
    /// <param name="names">Channel names; case does not matter.</param>
    /// <exception cref="ArgumentException">A name is not a channel of this recording.</exception>
    public Recording Drop(params string[] names)
    {
        var dropped = Array.ConvertAll(names, IndexOf);
        return Pick([.. Enumerable.Range(0, Channels.Count).Except(dropped)], $"drop({string.Join(", ", names)})");
    }

    /// <summary>The recording without the channels that are marked as bad.</summary>
    public Recording DropBad() => Pick(Indices(c => !c.IsBad), "drop bad channels");

    /// <summary>The recording without the channels at other sampling rates, which most formats cannot store beside these.</summary>
    public Recording DropOtherRates() => Derive(source, Channels, "drop other rates", otherRates: []);

    internal void RequireOneRate(string format)
    {
        if (OtherRates.Count > 0)
            throw new ArgumentException($"The recording has {OtherRates.Sum(o => o.Channels.Count)} channels at other sampling rates, which {format} cannot hold beside these: write EDF+ or BDF+, or save each of OtherRates under a name of its own, and this one after DropOtherRates().");
    }

    /// <summary>The part between two times.</summary>
    /// <param name="from">Start in seconds.</param>
    /// <param name="to">End in seconds (not included).</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is empty or reaches outside the recording.</exception>
    public Recording Crop(double from, double to)
    {
        var first = (long)Math.Round(from * SamplingRate);
        var last = (long)Math.Round(to * SamplingRate);
        if (first < 0 || last > SampleCount || first >= last)
            throw new ArgumentOutOfRangeException(nameof(from), $"Expected 0 <= from < to <= {Duration} s, got {from} and {to}.");
        return Derive(new CroppedSource(source, first, last - first), Channels, $"crop({from}, {to})", Annotations.Crop(from, to), StartTime?.AddSeconds(from),
            [.. OtherRates.Where(o => from < o.Duration).Select(o => o.Crop(from, Math.Min(to, o.Duration)))]);
    }

    /// <summary>The index of a channel by its name; an exact match wins, then case does not matter.</summary>
    /// <param name="name">Channel name.</param>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public int IndexOf(string name)
    {
        var index = Channels.Find(name);
        return index >= 0 ? index : throw new ArgumentException($"No channel '{name}'. The channels are: {string.Join(", ", Channels.Select(c => c.Name))}.", nameof(name));
    }

    private int[] Indices(Func<Channel, bool> keep) => [.. Enumerable.Range(0, Channels.Count).Where(i => keep(Channels[i]))];

    private Recording Pick(int[] indices, string operation) => Derive(new PickedSource(source, indices), [.. indices.Select(i => Channels[i])], operation);
}
