namespace Engram.Signals.Simulation;

/// <summary>
/// An injured region that is no dipole: its potential u Σ_beats (g((t - t_R - 0.12)/0.05) - g((t - t_R + 0.03)/0.012)/2), g(x) = exp(-x²/2),
/// reaches its own electrodes alone. It also slows the QRS of all leads by 1 + (u/u₀)²/2 and flattens T by 1 - 0.6 (u/u₀)², u₀ = 0.4 mV:
/// distant leads know its strength, but not linearly.
/// </summary>
/// <param name="Region">Where it lies.</param>
/// <param name="Strength">u (mV), from 0 to 0.4.</param>
public sealed record EcgLocalSource(EcgRegion Region, double Strength)
{
    private const double Largest = 0.4; // u₀

    /// <summary>(u/u₀)².</summary>
    internal double Injury => Strength * Strength / (Largest * Largest);

    /// <summary>The potential (mV).</summary>
    /// <param name="beats">Times of the R peaks (s).</param>
    /// <param name="count">Samples.</param>
    /// <param name="samplingRate">Hz.</param>
    internal double[] Potential(IEnumerable<double> beats, int count, double samplingRate)
    {
        var potential = new double[count];
        foreach (var beat in beats)
        {
            for (var t = 0; t < count; t++)
            {
                var time = (t / samplingRate) - beat;
                if (Math.Abs(time) < 0.6)
                    potential[t] += Strength * (Bump((time - 0.12) / 0.05) - (0.5 * Bump((time + 0.03) / 0.012)));
            }
        }

        return potential;
    }

    private static double Bump(double x) => Math.Exp(-x * x / 2);
}
