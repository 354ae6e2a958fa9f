using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// EEG-like trials whose class is in no single electrode: y = [alpha is stronger at F3 than at F4] xor [gamma is stronger at T7 than at
/// T8]. Every electrode is a sum of band-limited Gaussian noises with log-normal gains drawn for each trial, electrode and band, and
/// of 1/f noise; the stronger ones are multiplied by <see cref="Effect"/>. A baseline of the same gains, without the effect, goes
/// before each trial. All features have the same distribution in both classes, so that sums of them tell nothing.
/// </summary>
public sealed record InteractionEeg
{
    private static readonly (double Low, double High)[] Bands = [(4, 8), (8, 14), (14, 31), (31, 49)];
    private const int Alpha = 1;
    private const int Gamma = 3;

    /// <summary>The 14 electrodes of DREAMER.</summary>
    public static IReadOnlyList<string> Electrodes { get; } = ["AF3", "F7", "F3", "FC5", "T7", "P7", "O1", "O2", "P8", "T8", "FC6", "F4", "F8", "AF4"];

    /// <summary>The pairs that decide the class: electrodes and index of the band.</summary>
    public static IReadOnlyList<(string Left, string Right, int Band)> Pairs { get; } = [("F3", "F4", Alpha), ("T7", "T8", Gamma)];

    /// <summary>Hz.</summary>
    public double SamplingRate { get; init; } = 128;

    /// <summary>Samples of a trial, and of its baseline.</summary>
    public int Samples { get; init; } = 1024;

    /// <summary>Deviation of a gain's logarithm.</summary>
    public double Spread { get; init; } = 0.4;

    /// <summary>Factor on the amplitude at the stronger electrode of a pair.</summary>
    public double Effect { get; init; } = 1.8;

    /// <summary>Deviation of the 1/f noise; a band's noise has 1.</summary>
    public double Background { get; init; } = 0.5;

    /// <summary>Draws trials.</summary>
    /// <param name="count">Trials, the four cases in turn.</param>
    /// <param name="random">Source of everything random.</param>
    /// <returns>[trial][electrode][time] of trials and of baselines, the class of each trial, and which side of each pair is stronger (0 left, 1 right), [trial][pair].</returns>
    public (double[][][] Trials, double[][][] Baselines, int[] Labels, int[][] Sides) Draw(int count, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (trials, baselines, labels, sides) = (new double[count][][], new double[count][][], new int[count], new int[count][]);
        var places = Pairs.Select(p => (int[])[IndexOf(p.Left), IndexOf(p.Right)]).ToArray();
        for (var trial = 0; trial < count; trial++)
        {
            sides[trial] = [trial % 2, trial / 2 % 2];
            labels[trial] = sides[trial][0] ^ sides[trial][1];
            var gains = Electrodes.Select(_ => Bands.Select(_ => Math.Exp(Spread * random.NextGaussian())).ToArray()).ToArray();
            baselines[trial] = Array.ConvertAll(gains, g => Electrode(g, random));
            for (var pair = 0; pair < Pairs.Count; pair++)
                gains[places[pair][sides[trial][pair]]][Pairs[pair].Band] *= Effect;
            trials[trial] = Array.ConvertAll(gains, g => Electrode(g, random));
        }

        return (trials, baselines, labels, sides);
    }

    private static int IndexOf(string electrode) => ((List<string>)[.. Electrodes]).IndexOf(electrode);

    private double[] Electrode(double[] gains, SeededRandom random)
    {
        var sum = Array.ConvertAll(new ColoredNoise(1, 0.5).Generate(Samples, SamplingRate, random), v => Background * v);
        for (var band = 0; band < Bands.Length; band++)
        {
            var noise = new ColoredNoise(0, Bands[band].Low, Bands[band].High).Generate(Samples, SamplingRate, random);
            for (var t = 0; t < Samples; t++)
                sum[t] += gains[band] * noise[t];
        }

        return sum;
    }
}
