namespace Engram.Signals;

/// <summary>One channel of a recording.</summary>
/// <param name="Name">Name as the field writes it (<c>Fc5</c>, <c>MLII</c>).</param>
/// <param name="Kind">What it measures.</param>
/// <param name="Unit">SI unit of the samples: <c>V</c>, <c>T</c>, or the file's own where it has no SI scale.</param>
public sealed record Channel(string Name, ChannelKind Kind, string Unit);
