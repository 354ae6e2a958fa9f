using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using Engram.Signals.Spectral;

namespace Engram.Signals.Tests;

public class SimulationTests
{
    [Fact]
    public void LimbLeadsObeyEinthovenAndGoldberger()
    {
        var record = new SyntheticEcg12().Generate(EcgRhythm.AtrialFibrillation, EcgMorphology.RightBundleBranchBlock, new SeededRandom(1));
        for (var t = 0; t < 1000; t++)
        {
            Assert.Equal(0, record.Clean[0][t] + record.Clean[2][t] - record.Clean[1][t], 15);
            Assert.Equal(0, record.Clean[3][t] + record.Clean[4][t] + record.Clean[5][t], 15);
        }

        Assert.Equal(12, record.ToRecording().Channels.Count);
        Assert.InRange(record.Clean[1].Max(), 0.3e-3, 4e-3); // volts
    }

    [Fact]
    public void RhythmsHaveTheirRatesAndIrregularity()
    {
        foreach (var (rhythm, least, most) in (ReadOnlySpan<(EcgRhythm, double, double)>)[(EcgRhythm.Sinus, 50, 100), (EcgRhythm.Bradycardia, 35, 48), (EcgRhythm.Tachycardia, 105, 150), (EcgRhythm.AtrialFibrillation, 50, 100)])
        {
            for (var seed = 0; seed < 10; seed++)
            {
                var record = new SyntheticEcg12 { Duration = 60 }.Generate(rhythm, EcgMorphology.None, new SeededRandom(seed));
                Assert.InRange(record.MeanRate, least, most);
                var intervals = record.RPeaks.Zip(record.RPeaks.Skip(1), (a, b) => b - a).ToArray();
                var mean = intervals.Average();
                var variation = Math.Sqrt(intervals.Average(v => (v - mean) * (v - mean))) / mean;
                Assert.Equal(60 / record.MeanRate, mean, 0.12 * mean);
                if (rhythm == EcgRhythm.AtrialFibrillation)
                    Assert.InRange(variation, 0.12, 0.3);
                else
                    Assert.InRange(variation, 0.02, 0.07);
            }
        }
    }

    [Fact]
    public void PrematureBeatsComeEarlyAndAreFollowedByAPause()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var record = new SyntheticEcg12().Generate(EcgRhythm.PrematureVentricular, EcgMorphology.None, new SeededRandom(seed));
            var inside = record.RPeaks.Select((t, i) => (t, i)).Where(p => p.t is > 0 and < 10 && record.IsPremature[p.i]).ToArray();
            Assert.NotEmpty(inside);
            foreach (var (_, i) in inside)
                Assert.InRange((record.RPeaks[i] - record.RPeaks[i - 1]) * record.MeanRate / 60, 0.5, 0.72);
        }
    }

    [Fact]
    public void FindingsShowInTheLeadsTheyAreKnownFrom()
    {
        var generator = new SyntheticEcg12 { LeadPerturbation = 0, Noise = 0, Wander = 0 };
        double St(EcgMorphology m, int lead)
        {
            var record = generator.Generate(EcgRhythm.Sinus, m, new SeededRandom(2));
            return record.Leads[lead][(int)Math.Round((record.RPeaks.First(t => t > 1) + 0.12) * 100)];
        }

        double Largest(EcgMorphology m, int lead) => generator.Generate(EcgRhythm.Sinus, m, new SeededRandom(2)).Leads[lead].Max();

        foreach (var lead in (int[])[1, 2, 5]) // II, III, aVF
            Assert.True(St(EcgMorphology.InferiorInfarction, lead) > St(EcgMorphology.None, lead) + 1e-4);
        foreach (var lead in (int[])[6, 7, 8]) // V1-V3
            Assert.True(St(EcgMorphology.AnteriorInfarction, lead) > St(EcgMorphology.None, lead) + 1e-4);
        foreach (var lead in (int[])[0, 4]) // I, aVL
            Assert.True(St(EcgMorphology.LateralInfarction, lead) > St(EcgMorphology.None, lead) + 1e-4);
        Assert.True(Largest(EcgMorphology.LeftVentricularHypertrophy, 10) > 1.5 * Largest(EcgMorphology.None, 10));
        Assert.Equal(0.4, Largest(EcgMorphology.LowVoltage, 1) / Largest(EcgMorphology.None, 1), 9);
        Assert.True(Largest(EcgMorphology.RightBundleBranchBlock, 6) > Largest(EcgMorphology.None, 6) + 1e-4); // R' in V1
        Assert.Throws<ArgumentException>(() => generator.Generate(EcgRhythm.Sinus, EcgMorphology.RightBundleBranchBlock | EcgMorphology.LeftBundleBranchBlock, new SeededRandom(1)));
    }

    [Fact]
    public void LocalEventsHappenWhereTheyAreAskedFor()
    {
        var generator = new SyntheticEcg12 { HeartRate = 60 };
        var early = generator.Generate(EcgRhythm.Sinus, EcgMorphology.None, new SeededRandom(5), new(EcgLocalEventKind.PrematureBeat, 4));
        var index = Array.IndexOf(early.IsPremature, true);
        Assert.Equal(1, early.IsPremature.Count(p => p));
        Assert.Equal(early.EventTime, early.RPeaks[index]);
        Assert.Equal(4, early.RPeaks[index], 1.0);
        Assert.Equal(0.6, early.RPeaks[index] - early.RPeaks[index - 1], 0.08);
        Assert.Equal(2, early.RPeaks[index + 1] - early.RPeaks[index - 1], 0.2);

        var pause = generator.Generate(EcgRhythm.Sinus, EcgMorphology.None, new SeededRandom(5), new(EcgLocalEventKind.Pause, 4));
        var before = Array.IndexOf(pause.RPeaks, pause.EventTime!.Value);
        Assert.Equal(2, pause.RPeaks[before + 1] - pause.RPeaks[before], 0.2);
        Assert.Equal(1, pause.RPeaks[before + 2] - pause.RPeaks[before + 1], 0.1);
        Assert.Equal(60, pause.MeanRate);
        Assert.Throws<ArgumentException>(() => generator.Generate(EcgRhythm.Sinus, EcgMorphology.None, new SeededRandom(5), new(EcgLocalEventKind.Pause, 14)));
    }

    [Fact]
    public void TheSameSeedGivesTheSameRecord()
    {
        var (a, b) = (new SyntheticEcg12().Draw(new SeededRandom(7)), new SyntheticEcg12().Draw(new SeededRandom(7)));
        Assert.Equal(a.Leads[11], b.Leads[11]);
        Assert.NotEqual(a.Leads[11], new SyntheticEcg12().Draw(new SeededRandom(8)).Leads[11]);
    }

    [Fact]
    public void PulsesFollowTheBeatsByTheArrivalTime()
    {
        var ppg = new SyntheticPpg { SamplingRate = 500, SystolicPressure = 160, Noise = 0 };
        double[] peaks = [1, 2, 3, 4, 5];
        var (signal, onsets) = ppg.Generate(peaks, 7, new SeededRandom(1));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(peaks[i] + 0.19, onsets[i], 0.025);
            var window = signal.AsSpan((int)(peaks[i] * 500), 250).ToArray();
            Assert.Equal(onsets[i] + 0.12, peaks[i] + (Array.IndexOf(window, window.Max()) / 500.0), 0.01);
        }

        Assert.Equal(0.45, new SyntheticPpg { Age = 20 }.DicroticAmplitude, 12);
        Assert.True(new SyntheticPpg { Age = 80 }.DicroticAmplitude < 0.2);
    }

    [Fact]
    public void ThePotentialOfADipoleIsThatOfTheFormula()
    {
        var dipole = new CurrentDipole([0, 0, 0.05], [0, 0, 1]);
        var field = LeadField.Electric([[0, 0, 0.09], [0.09, 0, 0.05]], [dipole]);
        Assert.Equal(1 / (0.04 * 0.04), field[0, 0] - field[1, 0], 6); // on the axis 1/d²; across it nothing
        Assert.Equal(0, field[0, 0] + field[1, 0], 9);
        var sensors = SphericalSites.TenTwenty();
        var axes = Array.ConvertAll(sensors, s => Array.ConvertAll(s, v => v / SphericalSites.HeadRadius));
        var radial = LeadField.Magnetic(sensors, axes, [CurrentDipole.Radial([0.02, 0.03, 0.04])]);
        foreach (var value in radial)
            Assert.Equal(0, value, 9); // a radial source is silent
        Assert.Contains(LeadField.Magnetic(sensors, axes, [new([0.02, 0.03, 0.04], [1, 0, 0])]).Cast<double>(), v => Math.Abs(v) > 1);
    }

    [Fact]
    public void DipoleTrialsAreReferencedSeededAndStrongerWhereTheyShould()
    {
        var sensors = SphericalSites.TenTwenty();
        var simulation = new DipoleEeg { NoiseRatio = 0 };
        var (samples, sources) = simulation.Trial(sensors, 2, new SeededRandom(4));
        Assert.All(Enumerable.Range(0, 400), t => Assert.Equal(0, samples.Sum(row => row[t]), 12));
        Assert.Equal(2, Math.Sqrt(Enumerable.Range(0, 400).Average(t => sources[2][t] * sources[2][t])), 0.6);
        // C3 (8) is nearest to source 2, the left central beta source
        var beta = new WelchSpectrum(100, 50).Estimate(samples, 100).BandPower(16, 24);
        Assert.Contains(Array.IndexOf(beta, beta.Max()), (int[])[8, 7]);
        Assert.Equal(samples[5], simulation.Trial(sensors, 2, new SeededRandom(4)).Samples[5]);
        Assert.InRange(Math.Sqrt(samples.Average(row => row.Average(v => v * v))), 5e-6, 60e-6);

        var other = SphericalSites.Apart(14, sensors, 0.015, new SeededRandom(1));
        Assert.All(other, o => Assert.All(sensors, s => Assert.True(Math.Sqrt(o.Zip(s, (a, b) => (a - b) * (a - b)).Sum()) >= 0.015)));
        Assert.All(other, o => Assert.Equal(SphericalSites.HeadRadius, Math.Sqrt(o.Sum(v => v * v)), 12));
        Assert.Throws<ArgumentException>(() => SphericalSites.Apart(500, sensors, 0.03, new SeededRandom(1)));
        Assert.Equal(8, simulation.Generate(sensors, SphericalSites.TenTwentyNames, 8, new SeededRandom(2)).Count);
    }

    [Fact]
    public void RhythmicTrialsAreTheirRhythmsOnABackgroundAndTheClassIsTheStrongOne()
    {
        var source = new RhythmicEeg { Spread = 0, Channels = 2, Elevation = 2, Samples = 1024 };
        var (trials, rhythms, labels) = source.Draw(8, new SeededRandom(4));
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3], labels);
        Assert.Equal(trials, source.Draw(8, new SeededRandom(4)).Trials);
        double Power(double[] x) => x.Average(v => v * v);
        for (var band = 0; band < 5; band++)
        {
            var weak = Enumerable.Range(0, 8).Where(t => labels[t] + 1 != band).SelectMany(t => rhythms[t]).Average(c => Power(c[band]));
            Assert.Equal(0.5 * (1 + 0.125) * 2 / source.Frequencies[band], weak, 0.2 / source.Frequencies[band]); // ½ mean e² a²
            if (band > 0)
                Assert.InRange(Enumerable.Range(0, 8).Where(t => labels[t] + 1 == band).SelectMany(t => rhythms[t]).Average(c => Power(c[band])) / weak, 3.2, 4.8);
        }

        var rest = trials.SelectMany((trial, t) => trial.Select((channel, c) => channel.Select((v, i) => v - rhythms[t][c].Sum(r => r[i])).ToArray())).ToArray();
        Assert.Equal(source.Background, Math.Sqrt(rest.Average(Power)), 0.06);
        Assert.Throws<ArgumentException>(() => new RhythmicEeg { Frequencies = [2, 70] }.Draw(1, new SeededRandom(1)));
    }

    [Fact]
    public void MotifsStandWhereTheirAnnotationsSay()
    {
        var train = new MotifTrain { SignalToNoise = 40 };
        var (signal, motifs) = train.Generate(20_000, 200, new SeededRandom(6));
        Assert.InRange(motifs.Count, 20, 80);
        var noise = new ColoredNoise(1, 0.5).Generate(20_000, 200, new SeededRandom(6)); // the first thing drawn from the seed
        foreach (var motif in motifs)
        {
            var kind = motif.Text[^1] - '0';
            var shape = train.Shape(kind, 200);
            var start = (int)Math.Round(motif.Onset * 200);
            Assert.Equal(100, shape.Select((v, t) => v * (signal[start + t] - noise[start + t])).Sum(), 9);
        }

        Assert.Equal(1, train.Shape(0, 200).Sum(v => v * v), 12);
        Assert.All(motifs.Zip(motifs.Skip(1)), p => Assert.True(p.Second.Onset >= p.First.Onset + 0.5 - 1e-9));
    }

    [Fact]
    public void ArtifactsAreWhereTheyShouldBe()
    {
        var sites = SphericalSites.TenTwenty();
        double[] Energy(IArtifact artifact, out Annotations when)
        {
            var samples = Array.ConvertAll(sites, _ => new double[200 * 120]);
            when = artifact.AddTo(samples, sites, 200, new SeededRandom(3));
            var events = when;
            // nothing outside the annotated times
            for (var t = 0; t < samples[0].Length; t++)
            {
                if (!events.Any(a => t / 200.0 >= a.Onset - 0.01 && t / 200.0 <= a.Onset + a.Duration + 0.01))
                    Assert.All(samples, row => Assert.Equal(0, row[t]));
            }

            return Array.ConvertAll(samples, row => row.Sum(v => v * v));
        }

        var blink = Energy(new BlinkArtifact(), out var blinks);
        Assert.InRange(blinks.Count, 12, 50);
        Assert.Contains(Array.IndexOf(blink, blink.Max()), (int[])[0, 1]); // Fp1, Fp2
        Assert.True(blink[18] < 0.01 * blink[0]); // Oz
        var muscle = Energy(new MuscleArtifact(), out _);
        Assert.Contains(Array.IndexOf(muscle, muscle.Max()), (int[])[7, 11]); // T7, T8
        var chewing = Energy(new ChewingArtifact(), out _);
        Assert.True(chewing[7] > chewing[9] && chewing[11] > chewing[9]); // stronger at the temples than at the vertex
        var pop = Energy(new ElectrodePopArtifact { PerMinute = 0.6 }, out var pops);
        Assert.Equal(pops.Select(p => p.Text).Distinct().Count(), pop.Count(e => e > 0));
        Assert.Throws<ArgumentException>(() => new BlinkArtifact().AddTo([new double[10]], sites, 200, new SeededRandom(1)));
    }

    [Fact]
    public void TheHaemodynamicResponsePeaksAtFiveSecondsAndUndershoots()
    {
        var kernel = new HaemodynamicResponse().Kernel(10);
        Assert.Equal(50, Array.IndexOf(kernel, kernel.Max()), 1.0);
        Assert.Equal(1, kernel.Max(), 4);
        Assert.InRange(Array.IndexOf(kernel, kernel.Min()) / 10.0, 13, 17);
        var impulse = new double[400];
        impulse[30] = 10; // one unit of area
        var response = new HaemodynamicResponse().Respond(impulse, 10);
        Assert.All(Enumerable.Range(30, 300), t => Assert.Equal(kernel[t - 30], response[t], 12));
        Assert.Equal(0, response[29]);
        var late = new HaemodynamicResponse { Delay = 0.7 }.Kernel(10);
        Assert.Equal(kernel[50], late[57], 9);
    }

    [Fact]
    public void ALeakyNeuronFiresAtItsClosedFormRate()
    {
        var lonely = new SpikingConnectivity(new double[1, 1], [true]);
        var network = new LifNetwork { Connectivity = lonely, Drive = 20, Noise = 0 };
        var spikes = network.Run(5, new SeededRandom(1)).Times[0];
        var expected = 0.002 + (0.02 * Math.Log(20.0 / 5));
        Assert.All(spikes.Zip(spikes.Skip(1), (a, b) => b - a), interval => Assert.Equal(expected, interval, 0.0002));
        Assert.DoesNotContain((network with { Drive = 14.9 }).Run(5, new SeededRandom(1)).Times[0], t => t > 0.1);
    }

    [Fact]
    public void SynapsesActWithTheirSignAndDelay()
    {
        // neuron 0 fires by itself; 1 gets a blow above threshold from it, 2 is held down
        var weights = new double[3, 3];
        (weights[1, 0], weights[2, 0]) = (40, -40);
        var network = new LifNetwork { Connectivity = new(weights, [true, true, true]), Drive = 16, Noise = 0 };
        var times = network.Run(2, new SeededRandom(5)).Times;
        Assert.All(times[0].Where(t => t < 1.9), t => Assert.Contains(times[1], u => Math.Abs(u - t - 0.0015) < 0.0002));
        Assert.True(times[2].Length < times[0].Length / 2);
        Assert.True(times[1].Length >= times[0].Length - 1);
    }

    [Fact]
    public void IzhikevichNeuronsSpikeRegularlyAndNetworksAreSeeded()
    {
        var lonely = new SpikingConnectivity(new double[2, 2], [true, false]);
        var pair = new IzhikevichNetwork { Connectivity = lonely, Drive = 10, ExcitatoryNoise = 0, InhibitoryNoise = 0, IsHeterogeneous = false }.Run(2, new SeededRandom(1));
        var intervals = pair.Times[0].Where(t => t > 0.5).ToArray();
        var gaps = intervals.Zip(intervals.Skip(1), (a, b) => b - a).ToArray();
        Assert.True(gaps.Max() - gaps.Min() < 0.0021, $"gaps of {string.Join(", ", gaps)} s");
        Assert.InRange(pair.Rates[0], 10, 40);

        var connectivity = SpikingConnectivity.Random(200, 0.8, 0.2, 0.5 * 2, 1.0 * 2, new SeededRandom(3));
        for (var from = 0; from < 200; from++)
        {
            for (var to = 0; to < 200; to++)
                Assert.True(connectivity.IsExcitatory[from] ? connectivity.Weights[to, from] >= 0 : connectivity.Weights[to, from] <= 0);
        }

        var network = new IzhikevichNetwork { Connectivity = connectivity };
        var (a, b) = (network.Run(1, new SeededRandom(4)), network.Run(1, new SeededRandom(4)));
        Assert.Equal(a.Times, b.Times);
        Assert.InRange(a.Rates.Average(), 0.5, 60);
        Assert.Equal(a.Times.Sum(t => t.Length), a.Bin(0.05).Sum(row => row.Sum()));
    }
}
