using System.Numerics;
using Engram.Signals.Randomness;
using MathNet.Numerics.LinearAlgebra;

namespace Engram.Signals.Simulation;

/// <summary>
/// A vector autoregressive process x_t = Σ_k A_k x_(t-k) + e_t with independent Gaussian e of given standard deviations. Its poles, the
/// eigenvalues of the companion matrix, and its spectrum S(f) = H Σ Hᴴ / fs, H = (I - Σ A_k e^(-2πifk/fs))^(-1), are known.
/// </summary>
public sealed class VarProcess
{
    private readonly double[][,] coefficients;
    private readonly double[] noise;

    /// <summary>A process by its coefficients.</summary>
    /// <param name="coefficients">A_1 … A_p, each [to, from].</param>
    /// <param name="noise">Standard deviation of e in each channel.</param>
    /// <exception cref="ArgumentException">The shapes do not agree, or the process is not stable.</exception>
    public VarProcess(double[][,] coefficients, double[] noise)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        ArgumentNullException.ThrowIfNull(noise);
        if (coefficients.Length == 0 || noise.Length == 0)
            throw new ArgumentException("Expected at least one lag and one channel.", nameof(coefficients));
        foreach (var a in coefficients)
        {
            if (a.GetLength(0) != noise.Length || a.GetLength(1) != noise.Length)
                throw new ArgumentException($"Expected {noise.Length} × {noise.Length} coefficients, got {a.GetLength(0)} × {a.GetLength(1)}.", nameof(coefficients));
        }

        this.coefficients = coefficients;
        this.noise = noise;
        Poles = CompanionEigenvalues();
        var largest = Poles.Max(p => p.Magnitude);
        if (largest >= 1)
            throw new ArgumentException($"Expected a stable process, but its largest pole has modulus {largest}.", nameof(coefficients));
    }

    /// <summary>Number of channels.</summary>
    public int Channels => noise.Length;

    /// <summary>p.</summary>
    public int Order => coefficients.Length;

    /// <summary>The poles, channels × order of them.</summary>
    public IReadOnlyList<Complex> Poles { get; }

    /// <summary>Independent resonators x_t = 2r cos(2πf/fs) x_(t-1) - r² x_(t-2) + e, one a channel, with optional coupling at lag 1.</summary>
    /// <param name="frequencies">f of each channel (Hz).</param>
    /// <param name="radius">r, the modulus of the poles, below 1: the bandwidth is about -ln(r) fs/π.</param>
    /// <param name="samplingRate">fs (Hz).</param>
    /// <param name="coupling">[to, from] added to A_1; null for none.</param>
    public static VarProcess Resonators(double[] frequencies, double radius, double samplingRate, double[,]? coupling = null)
    {
        ArgumentNullException.ThrowIfNull(frequencies);
        var n = frequencies.Length;
        var first = coupling is null ? new double[n, n] : (double[,])coupling.Clone();
        var second = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            first[i, i] += 2 * radius * Math.Cos(2 * Math.PI * frequencies[i] / samplingRate);
            second[i, i] = -radius * radius;
        }

        return new([first, second], [.. Enumerable.Repeat(1.0, n)]);
    }

    /// <summary>Draws a piece of the process, after as long a start as the slowest pole needs to forget.</summary>
    /// <param name="count">Samples.</param>
    /// <param name="random">Source of e.</param>
    /// <returns>[channel][time].</returns>
    public double[][] Simulate(int count, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var largest = Poles.Max(p => p.Magnitude);
        var start = Order + (largest < 1e-6 ? 0 : (int)Math.Min(1_000_000, Math.Ceiling(Math.Log(1e-9) / Math.Log(largest))));
        var all = Array.ConvertAll(noise, _ => new double[start + count]);
        for (var t = 0; t < start + count; t++)
        {
            for (var i = 0; i < Channels; i++)
            {
                var value = noise[i] * random.NextGaussian();
                for (var k = 1; k <= Order && k <= t; k++)
                {
                    for (var j = 0; j < Channels; j++)
                        value += coefficients[k - 1][i, j] * all[j][t - k];
                }

                all[i][t] = value;
            }
        }

        return Array.ConvertAll(all, row => row[start..]);
    }

    /// <summary>The two-sided spectral density matrix at a frequency.</summary>
    /// <param name="frequency">Hz.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <returns>[channel, channel], Hermitian; the integral over ±fs/2 is the covariance.</returns>
    public Complex[,] Spectrum(double frequency, double samplingRate)
    {
        var a = Matrix<Complex>.Build.DenseIdentity(Channels);
        for (var k = 1; k <= Order; k++)
        {
            var turn = Complex.Exp(new(0, -2 * Math.PI * frequency * k / samplingRate));
            a -= Matrix<Complex>.Build.Dense(Channels, Channels, (i, j) => coefficients[k - 1][i, j] * turn);
        }

        var h = a.Inverse();
        var sigma = Matrix<Complex>.Build.Diagonal(Channels, Channels, i => noise[i] * noise[i]);
        return (h * sigma * h.ConjugateTranspose() / samplingRate).ToArray();
    }

    private Complex[] CompanionEigenvalues()
    {
        var size = Channels * Order;
        var companion = Matrix<double>.Build.Dense(size, size, (i, j) =>
            i < Channels ? coefficients[j / Channels][i, j % Channels] : i - Channels == j ? 1 : 0);
        return [.. companion.Evd().EigenValues];
    }
}
