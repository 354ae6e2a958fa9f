namespace Engram.Signals;

/// <summary>One event.</summary>
/// <param name="Onset">Seconds from the start of the recording.</param>
/// <param name="Duration">Length in seconds; 0 for a moment.</param>
/// <param name="Text">What happened.</param>
public sealed record Annotation(double Onset, double Duration, string Text)
{
    /// <summary>Names of the channels it concerns; empty when it concerns all of them.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The second at which it ends.</summary>
    public double End => Onset + Duration;

    /// <summary>Equal in time, text and channels.</summary>
    /// <param name="other">Another annotation.</param>
    public bool Equals(Annotation? other) => other is not null && Onset.Equals(other.Onset) && Duration.Equals(other.Duration)
        && string.Equals(Text, other.Text, StringComparison.Ordinal) && Channels.SequenceEqual(other.Channels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Onset, Duration, Text, Channels.Count);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Text} at {Onset:0.###} s{(Duration > 0 ? $" for {Duration:0.###} s" : "")}{(Channels.Count > 0 ? $" on {string.Join(", ", Channels)}" : "")}";
}
