namespace Engram.Signals;

/// <summary>One channel of a recording.</summary>
/// <param name="Name">Name as the field writes it (<c>Fc5</c>, <c>MLII</c>).</param>
/// <param name="Kind">What it measures.</param>
/// <param name="Unit">SI unit of the samples: <c>V</c>, <c>T</c>, or the file's own where it has no SI scale.</param>
public sealed record Channel(string Name, ChannelKind Kind, string Unit)
{
    /// <summary>Whether the channel is marked as unusable.</summary>
    public bool IsBad { get; init; }

    /// <summary>Place (and for coils direction) of the sensor, where known.</summary>
    public SensorGeometry? Geometry { get; init; }

    /// <summary>The lead, when the name is one of the twelve ECG leads.</summary>
    public LeadName? Lead => LeadName.TryParse(Name, out var lead) ? lead : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Kind}, {Unit}{(IsBad ? ", bad" : "")})";
}
