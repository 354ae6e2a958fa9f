using Engram.Signals;

namespace Engram.Rendering;

/// <summary>Recordings draw themselves.</summary>
public static class RecordingPlotExtensions
{
    /// <summary>The recording as a signal browser shows it.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="from">Start (s).</param>
    /// <param name="seconds">Length (s).</param>
    /// <param name="bad">Names of channels that are not to be trusted.</param>
    public static Figure Plot(this Recording recording, double from = 0, double seconds = 10, IReadOnlyCollection<string>? bad = null) => Rendering.Plot.Traces(recording, from, seconds, bad);
}
