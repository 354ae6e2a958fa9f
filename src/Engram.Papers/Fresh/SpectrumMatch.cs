using Engram.Modeling.Encoders;
using Engram.Papers.Ledger;
using Engram.Signals.Spectral;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Fresh;

/// <summary>FreSh itself: the candidate whose untrained output has the spectrum nearest to the target's.</summary>
/// <param name="Distances">W₁ of each candidate, the mean over initialisations (bins).</param>
public sealed record SpectrumMatch(IReadOnlyList<double> Distances)
{
    /// <summary>Index of the nearest candidate.</summary>
    public int Best => Enumerable.Range(0, Distances.Count).MinBy(i => Distances[i]);

    /// <summary>Compares a target with spectra of untrained networks.</summary>
    /// <param name="target">Spectrum of the target, k = 1 … s.</param>
    /// <param name="candidates">For each candidate a spectrum of each initialisation.</param>
    public static SpectrumMatch Of(double[] target, IReadOnlyList<double[][]> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return new([.. candidates.Select(c => c.Average(spectrum => WassersteinDistance.Between(target, spectrum)))]);
    }

    /// <summary>Spectra of all candidates before any training; they depend on no target and serve for all of one size.</summary>
    /// <param name="family">The candidates.</param>
    /// <param name="config">Sizes: s, initialisations.</param>
    /// <param name="side">Points along an axis.</param>
    /// <returns>[candidate][initialisation][k].</returns>
    public static double[][][] Untrained(CandidateFamily family, FreshConfig config, int side)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(config);
        // these first weights are not those that are trained
        return [.. family.Values.Select(v => Untrained(family.Network(v), side, config.SpectrumLength, RepeatedRuns.Seeds(2 * FreshConfig.WeightSeeds, config.Initialisations)))];
    }

    /// <summary>Spectra of a network before any training, one for each seed of its weights.</summary>
    /// <param name="network">The network; its coordinates are 1 or 2.</param>
    /// <param name="side">Points along an axis.</param>
    /// <param name="length">s.</param>
    /// <param name="seeds">Seeds of the weights.</param>
    public static double[][] Untrained(CoordinateNetworkConfig network, int side, int length, IEnumerable<long> seeds)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(seeds);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var grid = CoordinateNetwork.Grid([.. Enumerable.Repeat(side, network.Coordinates)]);
        return [.. seeds.Select(seed => Spectrum(SeededModules.Make(seed, () => new CoordinateNetwork(network)).call(grid), side, length))];
    }

    // channels add up
    private static double[] Spectrum(Tensor output, int side, int length)
    {
        var sum = new double[length];
        for (var channel = 0; channel < output.shape[1]; channel++)
        {
            var values = Array.ConvertAll(output.select(1, channel).contiguous().data<float>().ToArray(), v => (double)v);
            var spectrum = values.Length == side ? DiagonalSpectrum.Of(values, length) : DiagonalSpectrum.Of(CoordinateFit.ToImage(values, side), length);
            for (var k = 0; k < length; k++)
                sum[k] += spectrum[k];
        }

        return sum;
    }
}
