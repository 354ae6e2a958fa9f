using Engram.Signals;
using Engram.Signals.Montages;
using Engram.Signals.Randomness;

namespace Engram.Rendering.Tests;

/// <summary>Small signals with a known truth for the gallery's recipes.</summary>
internal static class SimulatedSignals
{
    public const double Rate = 160;

    public static readonly string[] Electrodes =
    [
        "Fp1", "Fp2", "AF3", "AF4", "F7", "F3", "Fz", "F4", "F8", "FC5", "FC1", "FC2", "FC6", "T7", "C3", "Cz", "C4", "T8", "CP5", "CP1", "CP2", "CP6", "P7", "P3", "Pz", "P4", "P8", "PO3", "PO4", "O1", "Oz", "O2",
    ];

    /// <summary>Noise with a 10 Hz rhythm that is strongest at the back of the head and comes and goes.</summary>
    public static double[][] Rhythm(IReadOnlyList<string> electrodes, double seconds, int seed)
    {
        var random = new SeededRandom(seed);
        var count = (int)(seconds * Rate);
        return [.. electrodes.Select(e =>
        {
            var back = 0.5 - (0.5 * ElectrodePositions.Find(e)!.Value.Y);
            var (row, slow) = (new double[count], 0.0);
            for (var i = 0; i < count; i++)
            {
                var t = i / Rate;
                slow = (0.97 * slow) + (2.5e-6 * random.NextGaussian());
                row[i] = slow + (2e-6 * random.NextGaussian()) + (14e-6 * back * (0.5 + (0.5 * Math.Sin(2 * Math.PI * 0.15 * t))) * Math.Sin(2 * Math.PI * 10 * t));
            }

            return row;
        })];
    }

    /// <summary>[electrode][time] from -0.2 to 0.8 s: a negative peak at the back at 170 ms and a positive one over the vertex at 380 ms.</summary>
    public static double[][] Evoked(IReadOnlyList<string> electrodes, double noise, int seed)
    {
        var random = new SeededRandom(seed);
        return [.. electrodes.Select(e =>
        {
            var place = ElectrodePositions.Find(e)!.Value;
            var (back, top) = (Math.Max(0, -place.Y), Math.Max(0, place.Z));
            return Enumerable.Range(0, 160).Select(i => -0.2 + (i / Rate)).Select(t =>
                (-6e-6 * back * Bump(t, 0.17, 0.03)) + (9e-6 * top * top * Bump(t, 0.38, 0.08)) + (noise * random.NextGaussian())).ToArray();
        })];
    }

    /// <summary>Twelve leads of a schematic beat at 70 a minute; volts.</summary>
    public static Dictionary<string, double[]> TwelveLeads(double rate)
    {
        (string Name, double P, double Q, double R, double S, double T)[] shapes =
        [
            ("I", 0.1, -0.05, 0.7, -0.1, 0.2), ("II", 0.15, -0.08, 1.1, -0.2, 0.3), ("III", 0.06, -0.1, 0.5, -0.1, 0.1), ("aVR", -0.12, 0.06, -0.9, 0.15, -0.25), ("aVL", 0.03, -0.04, 0.3, -0.05, 0.06), ("aVF", 0.1, -0.08, 0.8, -0.15, 0.2),
            ("V1", 0.06, 0, 0.25, -0.9, -0.1), ("V2", 0.08, 0, 0.5, -1.3, 0.4), ("V3", 0.08, -0.02, 0.8, -0.9, 0.45), ("V4", 0.1, -0.05, 1.3, -0.5, 0.45), ("V5", 0.1, -0.08, 1.2, -0.25, 0.35), ("V6", 0.1, -0.08, 0.9, -0.1, 0.25),
        ];
        return shapes.ToDictionary(s => s.Name, s => Enumerable.Range(0, (int)(10 * rate)).Select(i => i / rate % (60.0 / 70)).Select(t =>
            1e-3 * ((s.P * Bump(t, 0.16, 0.025)) + (s.Q * Bump(t, 0.29, 0.009)) + (s.R * Bump(t, 0.315, 0.011)) + (s.S * Bump(t, 0.342, 0.01)) + (s.T * Bump(t, 0.58, 0.05)))).ToArray());
    }

    /// <summary>[row][spike] times in [0, 2) s: Poisson with a burst after 1 s.</summary>
    public static double[][] Spikes(int rows, int seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, 2000).Select(i => i / 1000.0).Where(t => random.NextDouble() < 0.001 * (8 + (50 * Bump(t, 1.1, 0.08)))).ToArray())];
    }

    /// <summary>[point][feature]: three groups in ten dimensions.</summary>
    public static (double[][] Points, string[] Groups) Clusters(int each, int seed)
    {
        var random = new SeededRandom(seed);
        var centres = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 10).Select(_ => 4 * random.NextGaussian()).ToArray()).ToArray();
        return ([.. Enumerable.Range(0, 3 * each).Select(i => centres[i % 3].Select(c => c + random.NextGaussian()).ToArray())], [.. Enumerable.Range(0, 3 * each).Select(i => ((string[])["left hand", "right hand", "feet"])[i % 3])]);
    }

    /// <summary>Weights that fall off with the distance of the electrodes; rows sum to 1.</summary>
    public static double[,] Attention(IReadOnlyList<string> electrodes, int seed)
    {
        var random = new SeededRandom(seed);
        var places = electrodes.Select(e => ElectrodePositions.Find(e)!.Value).ToArray();
        var weights = new double[places.Length, places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            for (var j = 0; j < places.Length; j++)
                weights[i, j] = Math.Exp((-6 * (places[i] - places[j]).Length()) + (1.2 * random.NextGaussian()));
            var sum = Enumerable.Range(0, places.Length).Sum(j => weights[i, j]);
            for (var j = 0; j < places.Length; j++)
                weights[i, j] /= sum;
        }

        return weights;
    }

    /// <summary>A ball of grey with two darker ventricles, and their labels; [x, y, z].</summary>
    public static (float[,,] Volume, int[,,] Labels) Brain(int side)
    {
        var (volume, labels) = (new float[side, side, side], new int[side, side, side]);
        for (var x = 0; x < side; x++)
        {
            for (var y = 0; y < side; y++)
            {
                for (var z = 0; z < side; z++)
                {
                    var (u, v, w) = ((2.2 * x / side) - 1.1, (2.2 * y / side) - 1.1, (2.2 * z / side) - 1.1);
                    var radius = Math.Sqrt((u * u / 0.64) + (v * v) + (w * w / 0.7));
                    var isVentricle = Math.Abs(Math.Abs(u) - 0.15) < 0.08 && Math.Abs(v) < 0.35 && Math.Abs(w) < 0.2;
                    volume[x, y, z] = radius > 1 ? 0 : isVentricle ? 20 : (float)(radius > 0.8 ? 70 + (10 * Math.Sin(14 * u) * Math.Cos(14 * v)) : 110);
                    labels[x, y, z] = radius > 1 ? 0 : isVentricle ? 2 : radius > 0.8 ? 1 : 0;
                }
            }
        }

        return (volume, labels);
    }

    public static Annotation[] Events => [new(1, 0, "T1"), new(3.2, 1.5, "blink"), new(5, 0, "T2"), new(7.4, 0, "T1")];

    private static double Bump(double t, double centre, double width) => Math.Exp(-0.5 * (t - centre) * (t - centre) / (width * width));
}
