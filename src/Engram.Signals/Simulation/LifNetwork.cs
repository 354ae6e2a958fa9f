using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// Leaky integrate-and-fire neurons: τ dV/dt = V_rest - V + RI(t), a spike at V_threshold, then V_reset for the refractory time. A
/// presynaptic spike moves V by its weight (mV) after the delay. Between steps the equation is solved exactly, so a constant input
/// gives the closed-form interval T = t_ref + τ ln((RI + V_rest - V_reset)/(RI + V_rest - V_threshold)) up to one step.
/// </summary>
public sealed record LifNetwork
{
    /// <summary>Synapses, weights in mV.</summary>
    public required SpikingConnectivity Connectivity { get; init; }

    /// <summary>τ (s).</summary>
    public double TimeConstant { get; init; } = 0.02;

    /// <summary>V_rest (mV).</summary>
    public double Rest { get; init; } = -65;

    /// <summary>V_threshold (mV).</summary>
    public double Threshold { get; init; } = -50;

    /// <summary>V_reset (mV).</summary>
    public double Reset { get; init; } = -65;

    /// <summary>Refractory time (s).</summary>
    public double Refractory { get; init; } = 0.002;

    /// <summary>Time from a spike to its effect (s), at least one step.</summary>
    public double Delay { get; init; } = 0.0015;

    /// <summary>RI, the constant drive (mV).</summary>
    public double Drive { get; init; } = 14;

    /// <summary>Standard deviation of V under the noise alone (mV).</summary>
    public double Noise { get; init; } = 2;

    /// <summary>Step (s).</summary>
    public double Step { get; init; } = 0.0001;

    /// <summary>Runs the network from V drawn between rest and threshold.</summary>
    /// <param name="duration">Seconds.</param>
    /// <param name="random">Source of the start and the noise.</param>
    public SpikingActivity Run(double duration, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var n = Connectivity.Count;
        var delay = Math.Max(1, (int)Math.Round(Delay / Step));
        var pending = new double[delay + 1][];
        for (var d = 0; d < pending.Length; d++)
            pending[d] = new double[n];
        var v = Enumerable.Range(0, n).Select(_ => Rest + (random.NextDouble() * (Threshold - Rest))).ToArray();
        var free = new double[n]; // time at which the refractory time ends
        var spikes = Enumerable.Range(0, n).Select(_ => new List<double>()).ToArray();
        var decay = Math.Exp(-Step / TimeConstant);
        var kick = Noise * Math.Sqrt(1 - (decay * decay)); // exact step of the Ornstein-Uhlenbeck noise
        var target = Rest + Drive;
        var steps = (int)Math.Round(duration / Step);
        for (var t = 1; t <= steps; t++)
        {
            var time = t * Step;
            var arriving = pending[t % pending.Length];
            for (var i = 0; i < n; i++)
            {
                var noise = kick * random.NextGaussian();
                if (time < free[i] + (Step / 2))
                {
                    v[i] = Reset;
                }
                else
                {
                    v[i] = target + ((v[i] - target) * decay) + noise + arriving[i];
                    if (v[i] >= Threshold)
                    {
                        spikes[i].Add(time);
                        v[i] = Reset;
                        free[i] = time + Refractory;
                        var queue = pending[(t + delay) % pending.Length];
                        for (var to = 0; to < n; to++)
                            queue[to] += Connectivity.Weights[to, i];
                    }
                }
            }

            Array.Clear(arriving);
        }

        return new(Array.ConvertAll(spikes, s => s.ToArray()), duration);
    }
}
