using Engram.Probes.Metrics;
using Engram.Signals.Randomness;
using Engram.Signals.Spectral;

namespace Engram.Papers.Fresh;

/// <summary>One target, all candidates: the choice by spectrum before training, and what training each of them gave.</summary>
/// <param name="Family">The candidates.</param>
/// <param name="Spectrum">Spectrum of the target.</param>
/// <param name="Match">The choice.</param>
/// <param name="Scores">Of each candidate.</param>
/// <param name="Interpolation">Held-out PSNR of the mean of the given neighbours, the simplest way to fill in (dB).</param>
public sealed record TargetStudy(CandidateFamily Family, double[] Spectrum, SpectrumMatch Match, CandidateScore[] Scores, double Interpolation)
{
    /// <summary>The chosen value of the setting.</summary>
    public double Pick => Family.Values[Match.Best];

    /// <summary>A measure of the choice minus that of the default.</summary>
    /// <param name="measure">The measure.</param>
    public double Gain(Func<CandidateScore, double> measure) => measure(Scores[Match.Best]) - measure(Scores[Family.Default]);

    /// <summary>A measure of the choice minus the best of the grid, which a search would find by this very measure; at most 0.</summary>
    /// <param name="measure">The measure.</param>
    public double Gap(Func<CandidateScore, double> measure) => measure(Scores[Match.Best]) - Scores.Max(measure);

    /// <summary>A measure of the choice minus the mean over candidates: what the choice is worth against a random one.</summary>
    /// <param name="measure">The measure.</param>
    public double RandomGain(Func<CandidateScore, double> measure) => measure(Scores[Match.Best]) - Scores.Average(measure);

    /// <summary>A measure of the choice minus that of the choice for another target.</summary>
    /// <param name="other">The other target, of the same family.</param>
    /// <param name="measure">The measure.</param>
    public double GainOver(TargetStudy other, Func<CandidateScore, double> measure)
    {
        ArgumentNullException.ThrowIfNull(other);
        return measure(Scores[Match.Best]) - measure(Scores[other.Match.Best]);
    }

    /// <summary>Share of pairs of candidates of which the nearer spectrum has the better held-out PSNR; 0.5 by chance.</summary>
    public double Concordance
    {
        get
        {
            var pairs = Enumerable.Range(0, Scores.Length).SelectMany(i => Enumerable.Range(0, i).Select(j => (i, j))).ToArray();
            return pairs.Average(p => (Match.Distances[p.i] < Match.Distances[p.j]) == (Scores[p.i].HeldOut > Scores[p.j].HeldOut) ? 1.0 : 0);
        }
    }

    /// <summary>Runs all candidates on a target.</summary>
    /// <param name="image">[row, column] in [-1, 1].</param>
    /// <param name="family">The candidates.</param>
    /// <param name="untrained">Their spectra before training, [candidate][initialisation][k].</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Decides held-out pixels, weights and batches.</param>
    /// <param name="batch">Random pixels in a step; all where not given.</param>
    public static TargetStudy Run(double[,] image, CandidateFamily family, double[][][] untrained, FreshConfig config, long seed, int? batch = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(config);
        var isHeldOut = HoldOut(image.Length, config.HeldOut, new SeededRandom(seed).Split("held out"));
        var spectrum = DiagonalSpectrum.Of(image, config.SpectrumLength);
        var scores = family.Values.Select(v =>
        {
            using var fit = new CoordinateFit(family.Network(v), family.LearningRate, image, isHeldOut, seed, batch);
            fit.Train(config.Steps);
            return new CandidateScore(fit.Fitted, fit.HeldOut, fit.Similarity);
        }).ToArray();
        return new(family, spectrum, SpectrumMatch.Of(spectrum, untrained), scores, NeighbourMean(image, isHeldOut));
    }

    /// <summary>A random share of pixels.</summary>
    /// <param name="count">Pixels.</param>
    /// <param name="share">Share that is held out.</param>
    /// <param name="random">Source of randomness.</param>
    public static bool[] HoldOut(int count, double share, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var isHeldOut = new bool[count];
        foreach (var pixel in random.Permutation(count).AsSpan(0, (int)(share * count)))
            isHeldOut[pixel] = true;
        return isHeldOut;
    }

    private static double NeighbourMean(double[,] image, bool[] isHeldOut)
    {
        var side = image.GetLength(0);
        var (truth, filled) = (new List<double>(), new List<double>());
        for (var pixel = 0; pixel < isHeldOut.Length; pixel++)
        {
            if (!isHeldOut[pixel])
                continue;
            // the smallest square around the pixel that holds a given one
            var (row, column, values) = (pixel / side, pixel % side, new List<double>());
            for (var reach = 1; values.Count == 0; reach++)
            {
                for (var r = Math.Max(0, row - reach); r <= Math.Min(side - 1, row + reach); r++)
                {
                    for (var c = Math.Max(0, column - reach); c <= Math.Min(side - 1, column + reach); c++)
                    {
                        if (!isHeldOut[(r * side) + c])
                            values.Add(image[r, c]);
                    }
                }
            }

            truth.Add(image[row, column]);
            filled.Add(values.Average());
        }

        return PeakSignalToNoise.Of([.. truth], [.. filled]);
    }
}
