using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// Izhikevich's (2003) neurons: v' = 0.04v² + 5v + 140 - u + I, u' = a(bv - u) (mV, ms); at v ≥ 30 a spike, v ← c, u ← u + d.
/// Excitatory neurons are regular spiking (a 0.02, b 0.2, c -65, d 8), moved towards bursting by a random r², inhibitory ones fast
/// spiking (a 0.02 + 0.08r, b 0.25 - 0.05r, c -65, d 2). A spike adds its weight to the target's I in the next millisecond.
/// </summary>
public sealed record IzhikevichNetwork
{
    /// <summary>Synapses, weights in the model's unit of current.</summary>
    public required SpikingConnectivity Connectivity { get; init; }

    /// <summary>Standard deviation of the noise current of excitatory neurons.</summary>
    public double ExcitatoryNoise { get; init; } = 5;

    /// <summary>Standard deviation of the noise current of inhibitory neurons.</summary>
    public double InhibitoryNoise { get; init; } = 2;

    /// <summary>A constant current into all neurons.</summary>
    public double Drive { get; init; }

    /// <summary>Whether neurons of a kind differ (the random r of the definition) or are all alike (r = 0).</summary>
    public bool IsHeterogeneous { get; init; } = true;

    // Euler steps in a millisecond; with the two of the paper's listing the overshoot at a spike makes even a lone neuron irregular
    private const int Substeps = 20;

    /// <summary>Runs the network; currents change every millisecond, v and u in steps of 0.05 ms.</summary>
    /// <param name="duration">Seconds.</param>
    /// <param name="random">Source of the parameters and the noise.</param>
    public SpikingActivity Run(double duration, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var n = Connectivity.Count;
        var (a, b, c, d) = (new double[n], new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var r = IsHeterogeneous ? random.NextDouble() : 0;
            (a[i], b[i], c[i], d[i]) = Connectivity.IsExcitatory[i]
                ? (0.02, 0.2, -65 + (15 * r * r), 8 - (6 * r * r))
                : (0.02 + (0.08 * r), 0.25 - (0.05 * r), -65, 2);
        }

        var v = Enumerable.Repeat(-65.0, n).ToArray();
        var u = v.Zip(b, (x, y) => x * y).ToArray();
        var spikes = Enumerable.Range(0, n).Select(_ => new List<double>()).ToArray();
        var current = new double[n];
        List<int> fired = [];
        for (var t = 1; t <= (int)Math.Round(1000 * duration); t++)
        {
            for (var i = 0; i < n; i++)
            {
                current[i] = Drive + ((Connectivity.IsExcitatory[i] ? ExcitatoryNoise : InhibitoryNoise) * random.NextGaussian());
                foreach (var from in fired)
                    current[i] += Connectivity.Weights[i, from];
            }

            fired.Clear();
            for (var i = 0; i < n; i++)
            {
                var isFiring = false;
                for (var step = 0; step < Substeps; step++)
                {
                    var dv = (0.04 * v[i] * v[i]) + (5 * v[i]) + 140 - u[i] + current[i];
                    u[i] += a[i] * ((b[i] * v[i]) - u[i]) / Substeps;
                    v[i] += dv / Substeps;
                    if (v[i] < 30)
                        continue;
                    isFiring = true;
                    spikes[i].Add((t - 1 + ((step + 1.0) / Substeps)) / 1000);
                    v[i] = c[i];
                    u[i] += d[i];
                }

                if (isFiring)
                    fired.Add(i);
            }
        }

        return new(Array.ConvertAll(spikes, s => s.ToArray()), duration);
    }
}
