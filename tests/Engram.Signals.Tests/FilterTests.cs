using Engram.Signals.Filtering;

namespace Engram.Signals.Tests;

public class FilterTests
{
    private const double Rate = 250;

    public static TheoryData<string> Designs => [.. ProcessingOracle.Values.GetProperty("filters").EnumerateObject().Select(p => p.Name)];

    [Theory]
    [InlineData(4, 8, 35, 160, 0, "filtered_8_35_at_160")]
    [InlineData(3, 1, 40, 250, 1, "filtered_3_1_40_at_250")]
    public void ZeroPhaseBandPassEqualsScipys(int order, double low, double high, double rate, int row, string name)
    {
        var filter = FilterDesign.Butterworth(order, Band.BandPass(low, high), rate);
        ProcessingOracle.Close(Oracle.Vector(name), filter.ApplyZeroPhase(Oracle.Matrix("signal")[row]), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void EveryFamilyAndShapeEqualsScipys(string name)
    {
        var filter = Make(name);
        var expected = ProcessingOracle.Values.GetProperty("filters").GetProperty(name);
        var signal = ProcessingOracle.Signal[0];
        ProcessingOracle.Close(Oracle.Vector(expected.GetProperty("causal")), ProcessingOracle.Every(filter.Apply(signal), 9), 1e-9);
        ProcessingOracle.Close(Oracle.Vector(expected.GetProperty("zero_phase")), ProcessingOracle.Every(filter.ApplyZeroPhase(signal), 9), 1e-9);
    }

    [Fact]
    public void ManyChannelsAtOnceAreTheSameAsOneByOneWhateverTheThreads()
    {
        var filter = FilterDesign.Butterworth(4, Band.BandPass(1, 40), Rate);
        foreach (var length in (int[])[28, 255, 256, 257, 1000])
        {
            var samples = Enumerable.Range(0, 11).Select(c => Enumerable.Range(0, length).Select(t => Math.Sin((c + 1) * t * 0.1) + (0.01 * t)).ToArray()).ToArray();
            var one = filter.ApplyZeroPhase(samples, threads: 1);
            var all = filter.ApplyZeroPhase(samples);
            for (var c = 0; c < samples.Length; c++)
            {
                Assert.Equal(one[c], all[c]);
                Assert.Equal(one[c], filter.ApplyZeroPhase(samples[c]));
            }
        }
    }

    [Fact]
    public void GainsAtTheEdgesAreThoseOfTheDefinitions()
    {
        Assert.Equal(Math.Sqrt(0.5), FilterDesign.Butterworth(6, Band.LowPass(30), Rate).Response(30, Rate).Magnitude, 12);
        Assert.Equal(Math.Pow(10, -0.05), FilterDesign.Chebyshev1(5, 1, Band.HighPass(30), Rate).Response(30, Rate).Magnitude, 12);
        Assert.Equal(Math.Pow(10, -2), FilterDesign.Chebyshev2(6, 40, Band.LowPass(30), Rate).Response(30, Rate).Magnitude, 12);
        Assert.Equal(Math.Pow(10, -0.05), FilterDesign.Elliptic(4, 1, 60, Band.LowPass(30), Rate).Response(30, Rate).Magnitude, 10);
        Assert.Equal(1, FilterDesign.Bessel(5, Band.LowPass(30), Rate).Response(0, Rate).Magnitude, 12);
        Assert.Equal(0, FilterDesign.Notch(50, 30, Rate).Response(50, Rate).Magnitude, 12);
        Assert.Equal(1, FilterDesign.Notch(50, 30, Rate).Response(0, Rate).Magnitude, 12);
    }

    [Fact]
    public void AStreamInBlocksIsTheWholeStream()
    {
        var filter = FilterDesign.Elliptic(5, 0.5, 60, Band.BandPass(8, 30), Rate);
        var signal = ProcessingOracle.Signal[0];
        var state = new double[2 * filter.Sections.Count];
        double[] pieces = [.. filter.Apply(signal.AsSpan(0, 101), state), .. filter.Apply(signal.AsSpan(101), state)];
        Assert.Equal(filter.Apply(signal), pieces);
    }

    [Fact]
    public void BadSettingsAreRefusedWithTheirLimits()
    {
        Assert.Contains("80 Hz", Assert.Throws<ArgumentOutOfRangeException>(() => FilterDesign.Butterworth(4, Band.BandPass(8, 90), 160)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterDesign.Butterworth(4, Band.BandPass(30, 10), 160));
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterDesign.Butterworth(0, Band.LowPass(10), 160));
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterDesign.Elliptic(4, 3, 2, Band.LowPass(10), 160));
        Assert.Contains("27", Assert.Throws<ArgumentException>(() => FilterDesign.Butterworth(4, Band.BandPass(1, 40), Rate).ApplyZeroPhase(new double[27])).Message);
        Assert.Throws<ArgumentException>(() => FilterDesign.Butterworth(4, Band.LowPass(40), Rate).ApplyZeroPhase([new double[100], new double[99]]));
    }

    [Theory]
    [InlineData("band_1_40")]
    [InlineData("low_30")]
    [InlineData("high_2")]
    [InlineData("stop_40_90")]
    public void FirDesignAndApplicationEqualMnes(string name)
    {
        var expected = ProcessingOracle.Values.GetProperty("fir").GetProperty(name);
        var filter = FirFilter.Design(ParseBand(name.Split('_')), Rate);
        Assert.Equal(expected.GetProperty("length").GetInt32(), filter.Taps.Length);
        ProcessingOracle.Close(Oracle.Vector(expected.GetProperty("taps")), ProcessingOracle.Every(filter.Taps.ToArray(), 7), 1e-12);
        // the filter of 1-40 Hz is longer than the signal: reflection, then zeros
        ProcessingOracle.Close(Oracle.Vector(expected.GetProperty("filtered")), ProcessingOracle.Every(filter.ApplyZeroPhase(ProcessingOracle.Signal[0]), 9), 1e-9);
    }

    [Fact]
    public void FirByTransformsEqualsTheSumOverTaps()
    {
        var filter = FirFilter.LowPass(FirWindow.Hann(31), 20, Rate);
        var samples = Enumerable.Range(0, 9).Select(c => Enumerable.Range(0, 5000).Select(t => Math.Sin(t * t * 1e-4 * (c + 1))).ToArray()).ToArray();
        var actual = filter.ApplyZeroPhase(samples);
        for (var t = 15; t < 4985; t += 7)
        {
            var sum = Enumerable.Range(0, 31).Sum(k => filter.Taps[k] * samples[8][t + 15 - k]);
            Assert.Equal(sum, actual[8][t], 12);
        }
    }

    [Theory]
    [InlineData(25, 32)]
    [InlineData(3, 2)]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    public void ResamplingEqualsScipys(int up, int down)
    {
        var expected = Oracle.Vector(ProcessingOracle.Values.GetProperty("resample").GetProperty($"{up}_{down}"));
        var resampler = new PolyphaseResampler(up, down);
        var signal = ProcessingOracle.Signal[0];
        ProcessingOracle.Close(expected, ProcessingOracle.Every(resampler.Apply(signal), 5), 1e-9);
        var many = resampler.Apply([.. Enumerable.Repeat(signal, 9)]);
        ProcessingOracle.Close(expected, ProcessingOracle.Every(many[8], 5), 1e-9);
    }

    [Fact]
    public void ResamplingKeepsASlowSineAndRefusesOddRatios()
    {
        var sine = Enumerable.Range(0, 2000).Select(t => Math.Sin(2 * Math.PI * 3 * t / 256)).ToArray();
        var resampled = PolyphaseResampler.Between(256, 200).Apply(sine);
        Assert.Equal(1563, resampled.Length);
        for (var t = 200; t < 1300; t++)
            Assert.Equal(Math.Sin(2 * Math.PI * 3 * t / 200), resampled[t], 0.002);
        Assert.Throws<ArgumentOutOfRangeException>(() => PolyphaseResampler.Between(256, 100 * Math.PI));
        Assert.Equal(sine, PolyphaseResampler.Between(256, 256).Apply(sine));
        Assert.Empty(PolyphaseResampler.Between(256, 200).Apply([]));
    }

    // butter_5_low_30, ellip_5_05_60_band_8_30, notch_50_30: family, order, losses (05 is 0.5), shape, edges
    private static SecondOrderSections Make(string name)
    {
        var parts = name.Split('_');
        if (parts[0] == "notch")
            return FilterDesign.Notch(double.Parse(parts[1]), double.Parse(parts[2]), Rate);
        var order = int.Parse(parts[1]);
        double Loss(int i) => parts[i][0] == '0' ? double.Parse(parts[i]) / 10 : double.Parse(parts[i]);
        return parts[0] switch
        {
            "butter" => FilterDesign.Butterworth(order, ParseBand(parts[2..]), Rate),
            "cheby1" => FilterDesign.Chebyshev1(order, Loss(2), ParseBand(parts[3..]), Rate),
            "cheby2" => FilterDesign.Chebyshev2(order, Loss(2), ParseBand(parts[3..]), Rate),
            "ellip" => FilterDesign.Elliptic(order, Loss(2), Loss(3), ParseBand(parts[4..]), Rate),
            _ => FilterDesign.Bessel(order, ParseBand(parts[2..]), Rate),
        };
    }

    private static Band ParseBand(string[] parts) => parts[0] switch
    {
        "low" => Band.LowPass(double.Parse(parts[1])),
        "high" => Band.HighPass(double.Parse(parts[1])),
        "band" => Band.BandPass(double.Parse(parts[1]), double.Parse(parts[2])),
        _ => Band.BandStop(double.Parse(parts[1]), double.Parse(parts[2])),
    };
}
