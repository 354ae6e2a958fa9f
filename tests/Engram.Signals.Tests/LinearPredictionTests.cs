using System.Numerics;
using Engram.Signals.Filtering;
using Engram.Signals.LinearPrediction;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;

namespace Engram.Signals.Tests;

public class LinearPredictionTests
{
    [Fact]
    public void AutocorrelationAndLevinsonEqualTheNormalEquations()
    {
        var signal = ProcessingOracle.Signal[0];
        var r = Autocorrelation.Estimate(signal, 12);
        ProcessingOracle.Close(ProcessingOracle.Vector("autocorrelation"), r, 1e-12);
        var longer = Autocorrelation.Estimate(signal, 200); // by transforms
        for (var k = 0; k < 12; k++)
            Assert.Equal(r[k], longer[k], 9);
        ProcessingOracle.Close(ProcessingOracle.Vector("levinson"), LinearPredictor.LevinsonDurbin(r).Coefficients, 1e-10);
    }

    [Fact]
    public void BurgEqualsItsDefinition() => ProcessingOracle.Close(ProcessingOracle.Vector("burg"), LinearPredictor.Burg(ProcessingOracle.Signal[0], 12).Coefficients, 1e-11);

    [Fact]
    public void LineSpectralFrequenciesEqualPolynomialRootsAndDecode()
    {
        foreach (var order in (int[])[1, 2, 3, 7, 12, 25])
        {
            var predictor = LinearPredictor.Autocorrelated(ProcessingOracle.Signal[0], order);
            var frequencies = LineSpectralFrequencies.FromCoefficients(predictor.Coefficients);
            if (order == 12)
                ProcessingOracle.Close(ProcessingOracle.Vector("lsf"), frequencies, 1e-9);
            Assert.Equal(frequencies.Order(), frequencies);
            var back = LineSpectralFrequencies.ToCoefficients(frequencies);
            for (var i = 0; i < order; i++)
                Assert.Equal(predictor.Coefficients[i], back[i], 8);
        }

        Assert.Throws<ArgumentException>(() => LineSpectralFrequencies.FromCoefficients([0.0, 1.5]));
        Assert.Throws<ArgumentException>(() => LineSpectralFrequencies.ToCoefficients([1, 0.5]));
    }

    [Fact]
    public void AFlatSpectrumHasEvenLineFrequencies()
    {
        // A = 1: P and Q have their roots at kπ/(p + 1)
        var frequencies = LineSpectralFrequencies.FromCoefficients(new double[7]);
        for (var k = 0; k < 7; k++)
            Assert.Equal(Math.PI * (k + 1) / 8, frequencies[k], 12);
    }

    [Fact]
    public void AKnownProcessIsFoundByBothMethods()
    {
        double[] truth = [-1.5, 0.9];
        var random = new SeededRandom(2);
        var x = new LinearPredictor(truth, 1, []).Synthesise([.. Enumerable.Range(0, 50_000).Select(_ => random.NextGaussian())]);
        foreach (var model in (LinearPredictor[])[LinearPredictor.Autocorrelated(x, 2), LinearPredictor.Burg(x, 2)])
        {
            Assert.Equal(truth[0], model.Coefficients[0], 0.01);
            Assert.Equal(truth[1], model.Coefficients[1], 0.01);
            Assert.Equal(1, model.NoiseVariance, 0.03);
        }

        // on a short piece of a sinusoid Burg puts the pole almost on the circle, the other method well inside
        var sine = Enumerable.Range(0, 20).Select(t => Math.Cos(0.7 * t)).ToArray();
        Assert.Equal(1, LinearPredictor.Burg(sine, 2).Coefficients[1], 0.02);
        Assert.True(LinearPredictor.Autocorrelated(sine, 2).Coefficients[1] < 0.95);
    }

    [Fact]
    public void ResidualAndSynthesisUndoEachOtherAndReflectionsRebuild()
    {
        var signal = ProcessingOracle.Signal[1];
        var model = LinearPredictor.Burg(signal, 10);
        Assert.All(signal.Zip(model.Synthesise(model.Residual(signal))), p => Assert.Equal(p.First, p.Second, 9));
        Assert.All(model.Coefficients.Zip(LinearPredictor.FromReflections(model.Reflections, 1).Coefficients), p => Assert.Equal(p.First, p.Second, 12));
        Assert.All(model.Reflections, k => Assert.True(Math.Abs(k) < 1));
    }

    [Fact]
    public void DensityIntegratesToTheVarianceAndTheCepstrumIsItsLogarithm()
    {
        var model = new LinearPredictor([-0.9], 1, [-0.9]);
        Assert.Equal(1 / (1 - 0.81), Enumerable.Range(0, 4096).Sum(k => model.Density((k + 0.5) * 50 / 4096, 100)) * 50 / 4096, 9);
        // of one pole p the cepstrum is p^m/m
        var cepstrum = model.Cepstrum(5);
        for (var m = 1; m <= 5; m++)
            Assert.Equal(Math.Pow(0.9, m) / m, cepstrum[m - 1], 12);
        var two = new LinearPredictor([-1.2, 0.6], 1, []);
        var f = 13.0;
        var log = two.Cepstrum(200).Select((c, i) => 2 * c * Math.Cos(2 * Math.PI * f * (i + 1) / 100)).Sum();
        Assert.Equal(Math.Log(two.Density(f, 100) * 50), log, 9);
    }

    [Fact]
    public void DegenerateSignalsGiveModelsWithoutNaN()
    {
        foreach (var x in (double[][])[new double[50], [.. Enumerable.Repeat(3.0, 50)]])
        {
            foreach (var model in (LinearPredictor[])[LinearPredictor.Autocorrelated(x, 4), LinearPredictor.Burg(x, 4)])
            {
                Assert.All(model.Coefficients, a => Assert.True(double.IsFinite(a)));
                Assert.True(model.NoiseVariance >= 0);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => LinearPredictor.Burg([1, 2], 2));
        Assert.Throws<ArgumentException>(() => LinearPredictor.LevinsonDurbin([double.NaN, 1]));
    }

    [Fact]
    public void AVectorProcessHasItsPolesItsSpectrumAndItsCoupling()
    {
        var coupling = new double[2, 2];
        coupling[1, 0] = 0.4;
        var process = VarProcess.Resonators([10, 20], 0.95, 100, coupling);
        var expected = (Complex[])[Complex.FromPolarCoordinates(0.95, 0.2 * Math.PI), Complex.FromPolarCoordinates(0.95, 0.4 * Math.PI)];
        foreach (var pole in expected)
            Assert.Contains(process.Poles, p => (p - pole).Magnitude < 1e-9);
        var x = process.Simulate(200_000, new SeededRandom(9));
        // the spectrum integrates to the covariance
        var (v00, v01) = (0.0, 0.0);
        for (var k = 0; k < 2000; k++)
        {
            var s = process.Spectrum(-50 + ((k + 0.5) * 100 / 2000), 100);
            v00 += s[0, 0].Real * 100 / 2000;
            v01 += s[0, 1].Real * 100 / 2000;
        }

        Assert.Equal(1, x[0].Average(v => v * v) / v00, 0.05);
        Assert.Equal(v01, x[0].Zip(x[1], (a, b) => a * b).Average(), 0.1 * v00);
        Assert.Equal(1, new Engram.Signals.Spectral.WelchSpectrum(200, 100).Estimate(x, 100).Density[1][40] / (2 * process.Spectrum(20, 100)[1, 1].Real), 0.15);
        Assert.Throws<ArgumentException>(() => VarProcess.Resonators([10], 1.01, 100));
        Assert.Equal(process.Simulate(50, new SeededRandom(1))[1], process.Simulate(50, new SeededRandom(1))[1]);
    }

    [Fact]
    public void FirWindowsAreThoseOfTheTextbook() => Assert.Equal([0.0, 0.5, 1, 0.5, 0], FirWindow.Hann(5).Select(w => Math.Round(w, 12)));
}
