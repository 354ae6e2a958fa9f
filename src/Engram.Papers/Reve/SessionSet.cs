using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Reve;

/// <summary>Simulated trials of one brain through one montage, standardised as a session: each channel by its own mean and deviation, cut at ±15.</summary>
/// <param name="Signals">[trial, channel, time].</param>
/// <param name="Labels">Which source is stronger.</param>
/// <param name="Sites">[channel][x, y, z] (m).</param>
/// <param name="Rate">Hz.</param>
public sealed record SessionSet(Tensor Signals, int[] Labels, double[][] Sites, double Rate)
{
    private const double Limit = 15;

    /// <summary>Electrodes as the model takes them, [1, channel, 3].</summary>
    public Tensor Positions => tensor(Sites.SelectMany(s => s).ToArray()).to_type(float32).reshape(1, Sites.Length, 3);

    /// <summary>Draws trials of all classes in turn.</summary>
    /// <param name="sites">[channel][x, y, z] (m).</param>
    /// <param name="count">Trials.</param>
    /// <param name="generator">The brain.</param>
    /// <param name="random">Source of everything random.</param>
    public static SessionSet Draw(double[][] sites, int count, DipoleEeg generator, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(sites);
        ArgumentNullException.ThrowIfNull(generator);
        var labels = Enumerable.Range(0, count).Select(i => i % DipoleEeg.Classes).ToArray();
        var trials = Array.ConvertAll(labels, label => generator.Trial(sites, label, random).Samples);
        return new(Standardise(trials), labels, sites, generator.SamplingRate);
    }

    /// <summary>Trials of one session as a tensor: each channel by its mean and deviation over all of them, cut at ±15 deviations.</summary>
    /// <param name="trials">[trial][channel][time].</param>
    public static Tensor Standardise(double[][][] trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var (channels, samples) = (trials[0].Length, trials[0][0].Length);
        var values = new float[trials.Length * channels * samples];
        for (var c = 0; c < channels; c++)
        {
            var all = trials.SelectMany(t => t[c]).ToArray();
            var mean = all.Average();
            var deviation = Math.Sqrt(all.Average(v => (v - mean) * (v - mean)));
            for (var i = 0; i < trials.Length; i++)
            {
                for (var t = 0; t < samples; t++)
                    values[(((i * channels) + c) * samples) + t] = (float)Math.Clamp((trials[i][c][t] - mean) / deviation, -Limit, Limit);
            }
        }

        return tensor(values).reshape(trials.Length, channels, samples);
    }

    /// <summary>The same trials seen through some of the channels only.</summary>
    /// <param name="channels">Which.</param>
    public SessionSet Keep(int[] channels) => this with
    {
        Signals = Signals.index_select(1, tensor(Array.ConvertAll(channels, c => (long)c))), Sites = [.. channels.Select(c => Sites[c])],
    };
}
