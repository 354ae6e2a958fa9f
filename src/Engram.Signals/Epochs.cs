namespace Engram.Signals;

/// <summary>Pieces of equal length around events, with a label for each.</summary>
/// <param name="Data">[trial][channel][time], in SI units.</param>
/// <param name="Labels">The event of each trial.</param>
/// <param name="Groups">The recording (run, session, subject) of each trial, by which folds must be separated.</param>
/// <param name="Channels">The channels.</param>
/// <param name="SamplingRate">Hz.</param>
/// <param name="Start">Time of the first sample relative to the event (s).</param>
public sealed record Epochs(double[][][] Data, string[] Labels, int[] Groups, IReadOnlyList<Channel> Channels, double SamplingRate, double Start)
{
    /// <summary>Number of trials.</summary>
    public int Count => Data.Length;

    /// <summary>Columns of values by name, one value a trial (reaction time, stimulus, response).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Metadata { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Where the trials came from and what was done to them.</summary>
    public Provenance Provenance { get; init; } = Provenance.Of("epochs");

    /// <summary>Time of each sample relative to the event (s).</summary>
    public double[] Times => [.. Enumerable.Range(0, Count == 0 ? 0 : Data[0][0].Length).Select(i => Start + (i / SamplingRate))];

    /// <summary>Cuts epochs around the annotations whose text is asked for; those that reach outside the recording are left out.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="events">Texts of annotations.</param>
    /// <param name="from">Seconds after the onset.</param>
    /// <param name="to">Seconds after the onset.</param>
    /// <param name="group">Group of all trials of this recording.</param>
    /// <exception cref="ArgumentException">The window is empty or no event is found.</exception>
    public static Epochs Cut(Recording recording, IReadOnlyCollection<string> events, double from, double to, int group = 0)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var length = (int)Math.Round((to - from) * recording.SamplingRate);
        if (length < 1)
            throw new ArgumentException($"Expected from < to, got {from} and {to} s.", nameof(to));
        var chosen = recording.Annotations
            .Select(a => (a.Text, First: (long)Math.Round((a.Onset + from) * recording.SamplingRate)))
            .Where(a => events.Contains(a.Text) && a.First >= 0 && a.First + length <= recording.SampleCount)
            .ToArray();
        if (chosen.Length == 0)
            throw new ArgumentException($"No annotation {string.Join(" or ", events)} fits; the recording has: {string.Join(", ", recording.Annotations.Select(a => a.Text).Distinct())}.", nameof(events));
        return new([.. chosen.Select(c => recording.Read(c.First, length))], [.. chosen.Select(c => c.Text)], [.. chosen.Select(_ => group)], recording.Channels, recording.SamplingRate, from)
        {
            Provenance = recording.Provenance.With($"epochs({string.Join(", ", events)}; {from} to {to} s)"),
        };
    }

    /// <summary>Cuts a recording into pieces of equal length, one after another; a rest shorter than a piece is left out.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="seconds">Length of a piece (s).</param>
    /// <param name="group">Group of all pieces.</param>
    /// <exception cref="ArgumentOutOfRangeException">The recording is shorter than a piece, or a piece shorter than a sample.</exception>
    public static Epochs Cut(Recording recording, double seconds, int group = 0)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var length = (int)Math.Clamp(Math.Round(seconds * recording.SamplingRate), 0, int.MaxValue);
        if (length < 1 || length > recording.SampleCount)
            throw new ArgumentOutOfRangeException(nameof(seconds), $"Expected a length from {1 / recording.SamplingRate:0.####} to {recording.Duration:0.##} s, got {seconds}.");
        var count = (int)(recording.SampleCount / length);
        return new([.. Enumerable.Range(0, count).Select(i => recording.Read((long)i * length, length))], [.. Enumerable.Repeat("piece", count)], [.. Enumerable.Repeat(group, count)], recording.Channels, recording.SamplingRate, 0)
        {
            Provenance = recording.Provenance.With($"epochs({seconds} s)"),
        };
    }

    /// <summary>Some of the trials, in the order asked for, with their labels, groups and metadata.</summary>
    /// <param name="trials">Indices.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside.</exception>
    public Epochs Select(params IReadOnlyList<int> trials)
    {
        if (trials.Any(t => t < 0 || t >= Count))
            throw new ArgumentOutOfRangeException(nameof(trials), $"Expected indices from 0 to {Count - 1}.");
        return this with
        {
            Data = [.. trials.Select(t => Data[t])],
            Labels = [.. trials.Select(t => Labels[t])],
            Groups = [.. trials.Select(t => Groups[t])],
            Metadata = Metadata.ToDictionary(c => c.Key, c => (IReadOnlyList<string>)[.. trials.Select(t => c.Value[t])]),
        };
    }

    /// <summary>The trials of one label.</summary>
    /// <param name="label">The label.</param>
    public Epochs WithLabel(string label) => Select([.. Enumerable.Range(0, Count).Where(t => Labels[t] == label)]);

    /// <summary>The mean over the trials: x̄[c,t] = (1/N) Σₙ x[n,c,t].</summary>
    /// <param name="name">Name of the condition.</param>
    /// <exception cref="InvalidOperationException">There are no trials.</exception>
    public Evoked Average(string? name = null)
    {
        if (Count == 0)
            throw new InvalidOperationException("There are no trials to average.");
        var mean = Array.ConvertAll(Data[0], row => new double[row.Length]);
        foreach (var trial in Data)
        {
            for (var c = 0; c < mean.Length; c++)
                System.Numerics.Tensors.TensorPrimitives.Add(mean[c], trial[c], mean[c]);
        }

        foreach (var row in mean)
            System.Numerics.Tensors.TensorPrimitives.Divide(row, Count, row);
        return new(mean, Channels, SamplingRate, Start, name ?? string.Join(" + ", Labels.Distinct()), Count, Provenance.With("average"));
    }

    /// <summary>Epochs of several recordings, one after another. Channels and lengths must agree.</summary>
    /// <param name="parts">At least one.</param>
    /// <exception cref="ArgumentException">Channels, rates or lengths differ.</exception>
    public static Epochs Concatenate(params IReadOnlyList<Epochs> parts)
    {
        var first = parts[0];
        foreach (var part in parts)
        {
            if (!part.Channels.Select(c => c.Name).SequenceEqual(first.Channels.Select(c => c.Name)) || part.SamplingRate != first.SamplingRate || part.Data[0][0].Length != first.Data[0][0].Length)
                throw new ArgumentException("Epochs to be joined must have the same channels, sampling rate and length.", nameof(parts));
        }

        return first with
        {
            Data = [.. parts.SelectMany(p => p.Data)],
            Labels = [.. parts.SelectMany(p => p.Labels)],
            Groups = [.. parts.SelectMany(p => p.Groups)],
            Metadata = first.Metadata.Keys.Where(key => parts.All(p => p.Metadata.ContainsKey(key)))
                .ToDictionary(key => key, key => (IReadOnlyList<string>)[.. parts.SelectMany(p => p.Metadata[key])]),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"Epochs: {Count} trials, {Channels.Count} channels, {(Count == 0 ? 0 : Data[0][0].Length)} samples at {SamplingRate:0.##} Hz ({string.Join(", ", Labels.CountBy(l => l).Select(l => $"{l.Value} {l.Key}"))})";
}
