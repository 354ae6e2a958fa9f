namespace Engram.Signals.Filtering;

/// <summary>
/// Recursive filters as second-order sections. The order counts the analogue low-pass prototype, so a band-pass or band-stop of
/// order n has 2n poles, as in scipy's design functions.
/// </summary>
public static class FilterDesign
{
    /// <summary>Butterworth: maximally flat; 3 dB down at the edges.</summary>
    /// <param name="order">1 to 24.</param>
    /// <param name="band">The band.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order or an edge is out of range.</exception>
    public static SecondOrderSections Butterworth(int order, Band band, double samplingRate) =>
        Digital(ButterworthPrototype.Design(Checked(order)), band, samplingRate);

    /// <summary>Chebyshev type I: equal ripple in the pass band, which ends at the edges.</summary>
    /// <param name="order">1 to 24.</param>
    /// <param name="ripple">Largest loss in the pass band (dB), above 0.</param>
    /// <param name="band">The band.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order, ripple or an edge is out of range.</exception>
    public static SecondOrderSections Chebyshev1(int order, double ripple, Band band, double samplingRate) =>
        Digital(Chebyshev1Prototype.Design(Checked(order), Positive(ripple, nameof(ripple))), band, samplingRate);

    /// <summary>Chebyshev type II: equal ripple in the stop band, which begins at the edges.</summary>
    /// <param name="order">1 to 24.</param>
    /// <param name="attenuation">Least loss in the stop band (dB), above 0.</param>
    /// <param name="band">The band.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order, attenuation or an edge is out of range.</exception>
    public static SecondOrderSections Chebyshev2(int order, double attenuation, Band band, double samplingRate) =>
        Digital(Chebyshev2Prototype.Design(Checked(order), Positive(attenuation, nameof(attenuation))), band, samplingRate);

    /// <summary>Elliptic: equal ripple in both bands; the pass band ends at the edges.</summary>
    /// <param name="order">1 to 24.</param>
    /// <param name="ripple">Largest loss in the pass band (dB), above 0.</param>
    /// <param name="attenuation">Least loss in the stop band (dB), above the ripple.</param>
    /// <param name="band">The band.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order, a loss or an edge is out of range.</exception>
    public static SecondOrderSections Elliptic(int order, double ripple, double attenuation, Band band, double samplingRate)
    {
        if (!(attenuation > ripple))
            throw new ArgumentOutOfRangeException(nameof(attenuation), $"Expected an attenuation above the ripple of {ripple} dB, got {attenuation} dB.");
        return Digital(EllipticPrototype.Design(Checked(order), Positive(ripple, nameof(ripple)), attenuation), band, samplingRate);
    }

    /// <summary>Bessel: maximally flat group delay; the phase is half way at the edges.</summary>
    /// <param name="order">1 to 24.</param>
    /// <param name="band">The band.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order or an edge is out of range.</exception>
    public static SecondOrderSections Bessel(int order, Band band, double samplingRate) =>
        Digital(BesselPrototype.Design(Checked(order)), band, samplingRate);

    /// <summary>
    /// A notch of second order: zeros on the unit circle at the frequency, 3 dB wide at frequency / quality
    /// (scipy's <c>iirnotch</c>): with β = tan(π Δf/fs), H = (1 - 2 cos ω₀ z⁻¹ + z⁻²) g / (1 - 2 g cos ω₀ z⁻¹ + (2g - 1) z⁻²), g = 1/(1 + β).
    /// </summary>
    /// <param name="frequency">Hz.</param>
    /// <param name="quality">Frequency over width at -3 dB, above 0.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frequency or the quality is out of range.</exception>
    public static SecondOrderSections Notch(double frequency, double quality, double samplingRate)
    {
        if (!(frequency > 0 && frequency < samplingRate / 2))
            throw new ArgumentOutOfRangeException(nameof(frequency), $"Expected a frequency above 0 and below {samplingRate / 2} Hz (half the sampling rate), got {frequency}.");
        Positive(quality, nameof(quality));
        var gain = 1 / (1 + Math.Tan(Math.PI * frequency / quality / samplingRate));
        var cosine = Math.Cos(2 * Math.PI * frequency / samplingRate);
        return new([new(gain, -2 * gain * cosine, gain, -2 * gain * cosine, (2 * gain) - 1)]);
    }

    private static SecondOrderSections Digital(ZeroPoleGain prototype, Band band, double samplingRate) =>
        new(SectionPairing.Pair(prototype.ToDigital(band, samplingRate)));

    private static int Checked(int order) => order is >= 1 and <= 24
        ? order
        : throw new ArgumentOutOfRangeException(nameof(order), $"Expected an order from 1 to 24, got {order}.");

    private static double Positive(double value, string name) => value > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, $"Expected a value above 0, got {value}.");
}
