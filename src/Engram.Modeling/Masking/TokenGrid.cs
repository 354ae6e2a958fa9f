using Engram.Signals;

namespace Engram.Modeling.Masking;

/// <summary>
/// The places of tokens: channels × steps, ordered by channel, then by time, so that the token of channel c at step t has the
/// index c · Steps + t. A sequence is a grid of one channel.
/// </summary>
/// <param name="Channels">Rows, at least 1.</param>
/// <param name="Steps">Tokens of a channel, at least 1.</param>
/// <param name="Positions">Electrode positions (m), one a channel; only spatial masks need them.</param>
public sealed record TokenGrid(int Channels, int Steps, IReadOnlyList<Point3>? Positions = null)
{
    /// <summary>N.</summary>
    public int Tokens => Channels * Steps;

    /// <summary>Index of a token.</summary>
    /// <param name="channel">Row.</param>
    /// <param name="step">Column.</param>
    public int Index(int channel, int step) => (channel * Steps) + step;

    /// <summary>Checks the counts and the positions.</summary>
    /// <exception cref="ArgumentException">A count is below 1, or the positions are not finite, one a channel.</exception>
    internal void Check()
    {
        if (Channels < 1 || Steps < 1)
            throw new ArgumentException($"Expected at least one channel and one step, got {Channels} × {Steps}.");
        if (Positions is not null && (Positions.Count != Channels || Positions.Any(p => !double.IsFinite(p.X + p.Y + p.Z))))
            throw new ArgumentException($"Expected {Channels} finite electrode positions, got {Positions.Count}.");
    }
}
