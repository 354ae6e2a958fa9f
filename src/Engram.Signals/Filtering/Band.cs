namespace Engram.Signals.Filtering;

/// <summary>The frequencies a filter lets through.</summary>
public readonly record struct Band
{
    private Band(BandShape shape, double low, double high) => (Shape, LowEdge, HighEdge) = (shape, low, high);

    /// <summary>The shape.</summary>
    public BandShape Shape { get; }

    /// <summary>The edge of a high-pass, or the lower one of two (Hz); 0 for a low-pass.</summary>
    public double LowEdge { get; }

    /// <summary>The edge of a low-pass, or the upper one of two (Hz); infinite for a high-pass.</summary>
    public double HighEdge { get; }

    /// <summary>Below an edge.</summary>
    /// <param name="edge">Hz.</param>
    public static Band LowPass(double edge) => new(BandShape.LowPass, 0, edge);

    /// <summary>Above an edge.</summary>
    /// <param name="edge">Hz.</param>
    public static Band HighPass(double edge) => new(BandShape.HighPass, edge, double.PositiveInfinity);

    /// <summary>Between two edges.</summary>
    /// <param name="low">Hz.</param>
    /// <param name="high">Hz, above <paramref name="low"/>.</param>
    public static Band BandPass(double low, double high) => new(BandShape.BandPass, low, high);

    /// <summary>Outside two edges.</summary>
    /// <param name="low">Hz.</param>
    /// <param name="high">Hz, above <paramref name="low"/>.</param>
    public static Band BandStop(double low, double high) => new(BandShape.BandStop, low, high);

    /// <summary>Checks the edges against a sampling rate.</summary>
    /// <param name="samplingRate">Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">An edge lies outside (0, samplingRate / 2), or they are not in order.</exception>
    internal void Check(double samplingRate)
    {
        var nyquist = samplingRate / 2;
        var isValid = Shape switch
        {
            BandShape.LowPass => HighEdge > 0 && HighEdge < nyquist,
            BandShape.HighPass => LowEdge > 0 && LowEdge < nyquist,
            _ => LowEdge > 0 && LowEdge < HighEdge && HighEdge < nyquist,
        };
        if (!isValid)
            throw new ArgumentOutOfRangeException(nameof(samplingRate), $"Expected edges in order, above 0 and below {nyquist} Hz (half the sampling rate), got {this}.");
    }

    /// <inheritdoc/>
    public override string ToString() => Shape switch
    {
        BandShape.LowPass => $"low-pass {HighEdge} Hz",
        BandShape.HighPass => $"high-pass {LowEdge} Hz",
        BandShape.BandPass => $"band-pass {LowEdge}-{HighEdge} Hz",
        _ => $"band-stop {LowEdge}-{HighEdge} Hz",
    };
}
