namespace Engram.Signals;

/// <summary>An average over trials (evoked response, event-related potential).</summary>
/// <param name="Data">[channel][time], in SI units.</param>
/// <param name="Channels">The channels.</param>
/// <param name="SamplingRate">Hz.</param>
/// <param name="Start">Time of the first sample relative to the event (s).</param>
/// <param name="Name">The condition.</param>
/// <param name="AverageCount">Number of trials averaged.</param>
/// <param name="Provenance">Where it came from.</param>
public sealed record Evoked(double[][] Data, IReadOnlyList<Channel> Channels, double SamplingRate, double Start, string Name, int AverageCount, Provenance Provenance)
{
    /// <summary>Time of each sample relative to the event (s).</summary>
    public double[] Times => [.. Enumerable.Range(0, Data.Length == 0 ? 0 : Data[0].Length).Select(i => Start + (i / SamplingRate))];

    /// <summary>Points digitised on the head, where the file holds them.</summary>
    public Montage? Digitization { get; init; }

    /// <summary>Some channels, in the order asked for.</summary>
    /// <param name="names">Channel names; case does not matter.</param>
    /// <exception cref="ArgumentException">A name is not a channel.</exception>
    public Evoked Pick(params string[] names)
    {
        int[] indices = [.. names.Select(Channels.Find)];
        return indices.Contains(-1)
            ? throw new ArgumentException($"No channel {string.Join(", ", names.Where((_, i) => indices[i] < 0))}.", nameof(names))
            : this with { Data = [.. indices.Select(i => Data[i])], Channels = [.. indices.Select(i => Channels[i])], Provenance = Provenance.With($"pick({string.Join(", ", names)})") };
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Evoked '{Name}': {Channels.Count} channels, {(Data.Length == 0 ? 0 : Data[0].Length)} samples from {Start:0.###} s at {SamplingRate:0.##} Hz, average of {AverageCount} ({Provenance.Source})";
}
