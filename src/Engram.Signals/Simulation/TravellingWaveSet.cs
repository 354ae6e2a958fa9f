using Engram.Signals.Filtering;
using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// Motor-imagery-like trials: a rhythm over the left and one over the right region that weakens on the side of the class, and a
/// third rhythm that two regions share with a delay whose sign is the class (a wave that travels one way or the other).
/// </summary>
public sealed record TravellingWaveSet
{
    /// <summary>Channels.</summary>
    public int Channels { get; init; } = 12;

    /// <summary>Hz.</summary>
    public double SamplingRate { get; init; } = 100;

    /// <summary>Samples in a trial.</summary>
    public int Samples { get; init; } = 300;

    /// <summary>Delay of the wave between the two regions, in samples; 0 = none.</summary>
    public int Delay { get; init; } = 2;

    /// <summary>Amplitude of the wave relative to the rhythms.</summary>
    public double Wave { get; init; } = 0.15;

    /// <summary>Amplitude of the rhythm on the weaker side, relative to the other.</summary>
    public double Desynchronisation { get; init; } = 0.9;

    /// <summary>Standard deviation of the background relative to the rhythms.</summary>
    public double Noise { get; init; } = 1.5;

    /// <summary>Draws trials of both classes of one subject, class 0 first.</summary>
    /// <param name="trialsPerClass">Trials of each class.</param>
    /// <param name="random">Source of randomness; decides the subject's mixing too.</param>
    public (double[][][] Trials, int[] Labels) Draw(int trialsPerClass, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var filter = FilterDesign.Butterworth(2, Band.BandPass(9, 13), SamplingRate);
        var mixing = Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, Channels).Select(_ => random.NextGaussian()).ToArray()).ToArray();
        var trials = new double[2 * trialsPerClass][][];
        var labels = new int[trials.Length];
        for (var trial = 0; trial < trials.Length; trial++)
        {
            labels[trial] = trial / trialsPerClass;
            var (left, right, wave) = (Rhythm(filter, random), Rhythm(filter, random), Rhythm(filter, random));
            var delay = labels[trial] == 0 ? Delay : -Delay;
            var (leftGain, rightGain) = labels[trial] == 0 ? (1.0, Desynchronisation) : (Desynchronisation, 1.0);
            trials[trial] = [.. Enumerable.Range(0, Channels).Select(c => Enumerable.Range(0, Samples).Select(t =>
                (mixing[0][c] * leftGain * left[t + 20]) + (mixing[1][c] * rightGain * right[t + 20])
                + (Wave * ((mixing[2][c] * wave[t + 20]) + (mixing[3][c] * wave[t + 20 + delay]))) + (Noise * random.NextGaussian())).ToArray())];
        }

        return (trials, labels);
    }

    // filtered white noise of unit variance, longer than the trial by 20 samples on each side
    private double[] Rhythm(SecondOrderSections filter, SeededRandom random)
    {
        var white = Enumerable.Range(0, Samples + 40).Select(_ => random.NextGaussian()).ToArray();
        var narrow = filter.ApplyZeroPhase(white);
        var deviation = Math.Sqrt(narrow.Average(v => v * v));
        return Array.ConvertAll(narrow, v => v / deviation);
    }
}
