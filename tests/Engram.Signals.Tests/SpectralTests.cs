using System.Numerics;
using Engram.Signals.Filtering;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using Engram.Signals.Spectral;

namespace Engram.Signals.Tests;

public class SpectralTests
{
    private const double Rate = 250;

    [Fact]
    public void TransformsOfAnyLengthEqualTheDefinition()
    {
        var random = new SeededRandom(1);
        foreach (var n in (int[])[1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 31, 32, 37, 49, 64, 74, 77, 96, 121, 125, 128, 211, 240, 256, 331])
        {
            var x = Enumerable.Range(0, n).Select(_ => new Complex(random.NextGaussian(), random.NextGaussian())).ToArray();
            var actual = Fourier.Forward(x);
            for (var k = 0; k < n; k++)
            {
                var expected = Complex.Zero;
                for (var t = 0; t < n; t++)
                    expected += x[t] * Complex.Exp(new(0, -2 * Math.PI * ((long)k * t % n) / n));
                Assert.True((expected - actual[k]).Magnitude < 1e-12 * n, $"n {n}, bin {k}: expected {expected}, got {actual[k]}");
            }

            var back = Fourier.Inverse(actual);
            Assert.All(x.Zip(back), p => Assert.True((p.First - p.Second).Magnitude < 1e-13 * Math.Max(10, n)));
            var real = Array.ConvertAll(x, z => z.Real);
            Assert.All(real.Zip(Fourier.InverseReal(Fourier.ForwardReal(real), n)), p => Assert.Equal(p.First, p.Second, 11));
        }
    }

    [Fact]
    public void RealTransformsEqualNumpys()
    {
        foreach (var (name, pairs) in ProcessingOracle.Values.GetProperty("rfft").EnumerateObject().Select(p => (p.Name, p.Value)))
        {
            var n = int.Parse(name);
            ProcessingOracle.Close(ProcessingOracle.Flat(pairs), ProcessingOracle.EveryComplex(Fourier.ForwardReal(ProcessingOracle.Signal[1].AsSpan(0, n)), n < 40 ? 1 : 17), 1e-12);
        }
    }

    [Fact]
    public void ALongTransformKeepsItsEnergy()
    {
        foreach (var n in (int[])[1 << 17, 100_000, 65_521])
        {
            var x = Enumerable.Range(0, n).Select(t => Math.Sin(t * 0.7) + Math.Cos(t * t * 1e-5)).ToArray();
            var spectrum = Fourier.ForwardReal(x);
            var energy = spectrum.Select((z, k) => (k == 0 || 2 * k == n ? 1 : 2) * ((z.Real * z.Real) + (z.Imaginary * z.Imaginary))).Sum() / n;
            Assert.Equal(1, energy / x.Sum(v => v * v), 11);
        }

        Assert.Equal(1000, Fourier.FastLength(999));
        Assert.Equal(243, Fourier.FastLength(241));
        Assert.Throws<ArgumentException>(() => Fourier.InverseReal(new Complex[5], 10));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 9)]
    [InlineData(1000, 37)]
    [InlineData(4096, 1024)]
    public void ConvolutionEqualsTheSum(int n, int m)
    {
        var random = new SeededRandom(n);
        var x = Enumerable.Range(0, n).Select(_ => random.NextGaussian()).ToArray();
        var h = Enumerable.Range(0, m).Select(_ => random.NextGaussian()).ToArray();
        var y = Convolution.Full(x, h);
        Assert.Equal(n + m - 1, y.Length);
        for (var t = 0; t < y.Length; t += 1 + (n / 50))
            Assert.Equal(Enumerable.Range(Math.Max(0, t - n + 1), Math.Min(t, m - 1) - Math.Max(0, t - n + 1) + 1).Sum(k => h[k] * x[t - k]), y[t], 10);
        Assert.Throws<ArgumentException>(() => Convolution.Full([], h));
    }

    [Fact]
    public void WelchEqualsScipys()
    {
        var spectrum = new WelchSpectrum(64, 32).Estimate(ProcessingOracle.Signal, Rate);
        var expected = ProcessingOracle.Matrix(ProcessingOracle.Values.GetProperty("welch"));
        ProcessingOracle.CloseRelative(expected[0], spectrum.Density[0], 1e-10);
        ProcessingOracle.CloseRelative(expected[1], spectrum.Density[1], 1e-10);
        Assert.Throws<ArgumentException>(() => new WelchSpectrum(500, 10).Estimate(ProcessingOracle.Signal, Rate));
    }

    [Theory]
    [InlineData(37)] // a prime above 31: Bluestein
    [InlineData(74)]
    [InlineData(45)]
    [InlineData(98)]
    [InlineData(200)]
    public void EightSegmentsSideBySideAreEachTheirOwnPeriodogram(int length)
    {
        var signal = ProcessingOracle.Signal[0];
        var window = FirWindow.HannPeriodic(length);
        var expected = new double[(length / 2) + 1];
        var segments = 0;
        for (var start = 0; start + length <= signal.Length; start += length - (length / 3), segments++)
        {
            var piece = signal.AsSpan(start, length).ToArray();
            var mean = piece.Average();
            var spectrum = Fourier.ForwardReal([.. piece.Select((v, t) => (v - mean) * window[t])]);
            for (var k = 0; k < expected.Length; k++)
                expected[k] += (k > 0 && 2 * k < length ? 2 : 1) * Math.Pow(spectrum[k].Magnitude, 2) / (Rate * window.Sum(w => w * w));
        }

        ProcessingOracle.Close([.. expected.Select(e => e / segments)], new WelchSpectrum(length, length / 3).Estimate([signal], Rate).Density[0], 1e-12);
    }

    [Fact]
    public void ASineOnABinHasHalfItsSquaredAmplitudeAsPower()
    {
        double[][] x = [[.. Enumerable.Range(0, 4096).Select(t => 3 * Math.Sin(2 * Math.PI * 10 * t / 256))]];
        var spectrum = new WelchSpectrum(512, 256).Estimate(x, 256);
        Assert.Equal(4.5, spectrum.Density[0].Sum() * 0.5, 10);
        Assert.Equal(4.5, spectrum.BandPower(8, 12)[0], 8);
        Assert.Equal(1, spectrum.RelativeBandPower(8, 12, 1, 100)[0], 8);
        Assert.Equal(0.5 * Math.Log(2 * Math.PI * Math.E * 4.5), DifferentialEntropy.OfBand(spectrum, 8, 12)[0], 8);
        Assert.Equal(0.5 * Math.Log(2 * Math.PI * Math.E * 4.5), DifferentialEntropy.OfSignal(x[0]), 8);
        Assert.Throws<ArgumentException>(() => spectrum.BandPower(10, 10.2));
        Assert.Throws<ArgumentException>(() => DifferentialEntropy.OfSignal([1, 1, 1]));
    }

    [Fact]
    public void ShortTimeTransformEqualsScipysAndInverts()
    {
        var stft = new ShortTimeFourier(64, 16);
        var signal = ProcessingOracle.Signal[0];
        var transform = stft.Forward(signal);
        ProcessingOracle.Close(ProcessingOracle.Flat(ProcessingOracle.Values.GetProperty("stft")), ProcessingOracle.EveryComplex(transform.Cast<Complex>(), 13), 1e-12);
        Assert.All(signal.Zip(stft.Inverse(transform, signal.Length)), p => Assert.Equal(p.First, p.Second, 10));
        Assert.All(signal.Zip(new ShortTimeFourier(50, 20).Inverse(new ShortTimeFourier(50, 20).Forward(signal), signal.Length)), p => Assert.Equal(p.First, p.Second, 10));
        Assert.Throws<ArgumentException>(() => stft.Inverse(transform, 300));
        Assert.Throws<ArgumentException>(() => new ShortTimeFourier(64, 65).Forward(signal));
    }

    // even and odd windows, windows longer than the signal, hops that leave a rest, numbers of frames around the eight that go together
    [Theory]
    [InlineData(64, 16, 300)]
    [InlineData(256, 64, 1000)]
    [InlineData(50, 7, 301)]
    [InlineData(45, 45, 512)]
    [InlineData(27, 5, 120)]
    [InlineData(16, 16, 128)]
    [InlineData(64, 3, 10)]
    [InlineData(2, 1, 9)]
    [InlineData(74, 20, 600)]
    public void ShortTimeTransformIsTheSumOfItsDefinition(int n, int hop, int length)
    {
        var samples = Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, length).Select(t => Math.Sin((0.1 * t * (c + 1)) + (t * t * 1e-4))).ToArray()).ToArray();
        var block = new ShortTimeFourier(n, hop).Forward(samples);
        var window = Enumerable.Range(0, n).Select(t => 0.5 - (0.5 * Math.Cos(2 * Math.PI * t / n))).ToArray();
        for (var c = 0; c < samples.Length; c++)
        {
            var alone = new ShortTimeFourier(n, hop).Forward(samples[c]);
            Assert.Equal(alone.Cast<Complex>(), Enumerable.Range(0, alone.GetLength(0)).SelectMany(k => Enumerable.Range(0, alone.GetLength(1)).Select(j => block[c, k, j])));
            for (var j = 0; j < alone.GetLength(1); j++)
            {
                for (var k = 0; k <= n / 2; k++)
                {
                    Complex sum = 0;
                    for (var t = 0; t < n; t++)
                    {
                        var at = t + (j * hop) - (n / 2);
                        sum += window[t] * (at >= 0 && at < length ? samples[c][at] : 0) * Complex.Exp(new(0, -2 * Math.PI * k * t / n));
                    }

                    Assert.Equal(0, (alone[k, j] - (sum / window.Sum())).Magnitude, 13);
                }
            }
        }
    }

    [Fact]
    public void MorletEqualsMnes()
    {
        var morlet = new MorletTransform([10, 17.5, 40], 5);
        var transform = morlet.Transform(ProcessingOracle.Signal, Rate);
        var expected = ProcessingOracle.Flat(ProcessingOracle.Values.GetProperty("morlet"));
        ProcessingOracle.Close(expected, ProcessingOracle.EveryComplex(transform.SelectMany(m => m.Cast<Complex>()), 31), 1e-10);
        var power = morlet.Power(ProcessingOracle.Signal, Rate);
        Assert.Equal(Math.Pow(transform[1][2, 77].Magnitude, 2), power[1][2, 77], 10);
        Assert.Equal(2, morlet.Wavelet(10, Rate).Sum(w => w.Magnitude * w.Magnitude), 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => morlet.Wavelet(125, Rate));
    }

    [Fact]
    public void SlepianTapersEqualScipysAndAreOrthonormal()
    {
        var (tapers, concentrations) = SlepianTapers.Compute(100, 4, 7);
        var expected = ProcessingOracle.Values.GetProperty("dpss");
        var expectedTapers = ProcessingOracle.Matrix(expected.GetProperty("tapers"));
        for (var k = 0; k < 7; k++)
        {
            ProcessingOracle.Close(expectedTapers[k], ProcessingOracle.Every(tapers[k], 9), 1e-9);
            for (var j = 0; j < 7; j++)
                Assert.Equal(j == k ? 1 : 0, tapers[j].Zip(tapers[k], (a, b) => a * b).Sum(), 9);
        }

        ProcessingOracle.CloseRelative(Oracle.Vector(expected.GetProperty("ratios")), concentrations, 1e-9);
    }

    [Fact]
    public void MultitaperEqualsThomsonsEstimatorFromScipysTapers()
    {
        var spectrum = new MultitaperSpectrum(4).Estimate(ProcessingOracle.Signal, Rate);
        var expected = ProcessingOracle.Matrix(ProcessingOracle.Values.GetProperty("multitaper"));
        for (var c = 0; c < 2; c++)
            ProcessingOracle.CloseRelative(expected[c], ProcessingOracle.Every(spectrum.Density[c], 5), 1e-10);
    }

    [Fact]
    public void HilbertCepstrumAndDetrendEqualScipys()
    {
        var signal = ProcessingOracle.Signal[0];
        ProcessingOracle.Close(ProcessingOracle.Flat(ProcessingOracle.Values.GetProperty("hilbert")), ProcessingOracle.EveryComplex(Hilbert.Analytic(signal), 9), 1e-12);
        ProcessingOracle.Close(ProcessingOracle.Flat(ProcessingOracle.Values.GetProperty("hilbert_odd")), ProcessingOracle.EveryComplex(Hilbert.Analytic(signal.AsSpan(0, 333)), 9), 1e-12);
        ProcessingOracle.Close(ProcessingOracle.Vector("cepstrum"), ProcessingOracle.Every(Cepstrum.Real(signal), 9), 1e-12);
        ProcessingOracle.Close(ProcessingOracle.Vector("detrend"), ProcessingOracle.Every(Preprocessing.Detrend.Linear(signal), 9), 1e-12);
        var envelope = Hilbert.Envelope([.. Enumerable.Range(0, 256).Select(t => 2 * Math.Cos(2 * Math.PI * 16 * t / 256))]);
        Assert.All(envelope, e => Assert.Equal(2, e, 12));
    }

    [Fact]
    public void ParameterisationFindsTheExponentAndThePeaks()
    {
        var frequencies = Enumerable.Range(0, 200).Select(k => k * 0.25).ToArray();
        var truth = new SpectralParameters(1.3, 1.7, [new(10, 0.8, 1.2), new(21, 0.4, 2)], 1);
        var random = new SeededRandom(4);
        var density = Array.ConvertAll(frequencies, f => f == 0 ? 1 : Math.Pow(10, truth.Evaluate(f) + (0.01 * random.NextGaussian())));
        var found = new SpectralParameterisation().Fit(frequencies, density, 2, 45);
        Assert.Equal(1.7, found.Exponent, 0.05);
        Assert.Equal(1.3, found.Offset, 0.06);
        var large = found.Peaks.Where(p => p.Height > 0.2).ToArray();
        Assert.Equal(2, large.Length);
        Assert.Equal(10, large[0].Frequency, 0.1);
        Assert.Equal(0.8, large[0].Height, 0.05);
        Assert.Equal(1.2, large[0].Deviation, 0.1);
        Assert.Equal(21, large[1].Frequency, 0.2);
        Assert.True(found.RSquared > 0.99);

        // without peaks the line alone, exactly
        var line = new SpectralParameterisation().Fit(frequencies, Array.ConvertAll(frequencies, f => f == 0 ? 1 : Math.Pow(f, -2)), 2, 45);
        Assert.Equal(2, line.Exponent, 9);
        Assert.Empty(line.Peaks);
        Assert.Throws<ArgumentException>(() => new SpectralParameterisation().Fit(frequencies, density, 2, 3));
        density[40] = double.PositiveInfinity;
        Assert.Throws<ArgumentException>(() => new SpectralParameterisation().Fit(frequencies, density, 2, 45));
    }

    // without noise the parts come back as they were put in: Lorentzians, of which k = f_knee^χ, with and without peaks
    [Theory]
    [InlineData(2, 10, 2, false)]
    [InlineData(-8.5, 3, 1.1, false)]
    [InlineData(0.7, 25, 3, false)]
    [InlineData(2, 10, 2, true)]
    public void ParameterisationFindsTheKnee(double offset, double kneeFrequency, double exponent, bool hasPeak)
    {
        var truth = new SpectralParameters(offset, exponent, hasPeak ? [new(40, 0.7, 1.5)] : [], 1) { Knee = Math.Pow(kneeFrequency, exponent) };
        Assert.Equal(offset - Math.Log10(2) - (exponent * Math.Log10(kneeFrequency)), (truth with { Peaks = [] }).Evaluate(kneeFrequency), 12); // half the plateau
        Assert.Equal(kneeFrequency, truth.KneeFrequency, 12);
        var frequencies = Enumerable.Range(0, 300).Select(k => k * 0.5).ToArray();
        var density = Array.ConvertAll(frequencies, f => Math.Pow(10, truth.Evaluate(f)));
        var found = new SpectralParameterisation { HasKnee = true }.Fit(frequencies, density, 1, 140);
        var tolerance = hasPeak ? 1e-2 : 1e-5;
        Assert.Equal(exponent, found.Exponent, tolerance);
        Assert.Equal(kneeFrequency, found.KneeFrequency, tolerance * 10);
        Assert.Equal(offset, found.Offset, tolerance * 4);
        Assert.Equal(hasPeak ? 1 : 0, found.Peaks.Count(p => p.Height > 0.05));
        if (hasPeak)
            Assert.Equal(40, found.Peaks.MaxBy(p => p.Height).Frequency, 0.05);
        // a line cannot bend
        Assert.True(found.RSquared > new SpectralParameterisation().Fit(frequencies, density, 1, 140).RSquared);
        Assert.Equal(0, new SpectralParameterisation().Fit(frequencies, density, 1, 140).Knee);
    }

    [Fact]
    public void TheKneeIsTheOneOfScipysLeastSquares()
    {
        var oracle = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "spectral_knee.json"))).RootElement;
        var frequencies = Oracle.Vector(oracle.GetProperty("frequencies"));
        foreach (var item in oracle.GetProperty("cases").EnumerateArray())
        {
            var y = Oracle.Vector(item.GetProperty("log_power"));
            var found = new SpectralParameterisation { HasKnee = true, MaximumPeaks = 0 }.Fit(frequencies, Array.ConvertAll(y, v => Math.Pow(10, v)), 1, 200);
            var error = frequencies.Zip(y, (f, v) => Math.Pow(v - found.Evaluate(f), 2)).Sum();
            var expected = item.GetProperty("error").GetDouble();
            Assert.True(error <= expected * (1 + 1e-9), $"squared error {error}, scipy's is {expected}");
            Assert.Equal(item.GetProperty("exponent").GetDouble(), found.Exponent, 1e-4);
            Assert.Equal(item.GetProperty("offset").GetDouble(), found.Offset, 1e-4);
            var knee = item.GetProperty("knee").GetDouble();
            Assert.Equal(knee, found.Knee, 1e-4 + (1e-3 * knee));
        }
    }

    [Fact]
    public void ColouredNoiseHasItsSlopeAndItsBand()
    {
        double[][] noise = [new ColoredNoise(1.5).Generate(1 << 16, 256, new SeededRandom(3))];
        Assert.Equal(1, new ColoredNoise(0.5).Generate(1 << 16, 256, new SeededRandom(3)).Average(v => v * v), 0.05);
        var fit = new SpectralParameterisation { MaximumPeaks = 0 }.Fit(Fourier.Frequencies(1024, 256), new WelchSpectrum(1024, 512).Estimate(noise, 256).Density[0], 2, 100);
        Assert.Equal(1.5, fit.Exponent, 0.1);
        var band = new ColoredNoise(0, 8, 12).Generate(5000, 250, new SeededRandom(3));
        var outside = Fourier.ForwardReal(band).Where((_, k) => k * 250.0 / 5000 is < 8 or > 12).Max(z => z.Magnitude);
        Assert.True(outside < 1e-9);
        Assert.Equal(band, new ColoredNoise(0, 8, 12).Generate(5000, 250, new SeededRandom(3)));
        Assert.Throws<ArgumentException>(() => new ColoredNoise(0, 8.01, 8.02).Generate(100, 250, new SeededRandom(3)));
        Assert.Equal(1, FirWindow.Kaiser(11, 5)[5]);
    }
}
