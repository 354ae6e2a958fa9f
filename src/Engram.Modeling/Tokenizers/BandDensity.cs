namespace Engram.Modeling.Tokenizers;

/// <summary>The power density that is flat in each band, P / (high - low), and adds up where bands overlap.</summary>
internal static class BandDensity
{
    public static Func<double, double> Of(IReadOnlyList<FrequencyBand> bands, double[] powers) => frequency =>
    {
        double density = 0;
        for (var b = 0; b < powers.Length; b++)
            density += frequency >= bands[b].Low && frequency < bands[b].High ? powers[b] / (bands[b].High - bands[b].Low) : 0;
        return density;
    };
}
