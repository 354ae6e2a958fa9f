using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>Twelve-lead recordings with their statements; every simulated one is of another subject.</summary>
/// <param name="Signals">[record, lead, time], mV.</param>
/// <param name="Labels">[record, statement], 0 or 1.</param>
public sealed record EcgSet(Tensor Signals, Tensor Labels)
{
    private const double MillivoltsPerVolt = 1e3;

    /// <summary>Draws simulated recordings.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seconds">Length of each.</param>
    /// <param name="random">Source of everything random.</param>
    public static EcgSet Draw(int count, double seconds, SeededRandom random)
    {
        var generator = new SyntheticEcg12 { Duration = seconds };
        var (signals, statements) = (new float[count][], new bool[count][]);
        for (var i = 0; i < count; i++)
        {
            var record = generator.Draw(random); // in double precision thousands of them are too much to keep
            (signals[i], statements[i]) = (Flat(record.Leads), EcgStatements.Of(record));
        }

        return new(Stacked(signals, SyntheticEcg12.LeadNames.Count), ToTensor(statements));
    }

    /// <summary>Some of the recordings, in their order.</summary>
    /// <param name="from">The first.</param>
    /// <param name="count">How many.</param>
    public EcgSet Range(int from, int count) => new(Signals.narrow(0, from, count), Labels.narrow(0, from, count));

    /// <summary>Signals as a tensor.</summary>
    /// <param name="leads">[record][lead][time], volts.</param>
    public static Tensor ToTensor(IReadOnlyList<double[][]> leads) => Stacked([.. leads.Select(Flat)], leads[0].Length);

    /// <summary>Statements as a tensor.</summary>
    /// <param name="labels">[record][statement].</param>
    public static Tensor ToTensor(IReadOnlyList<bool[]> labels) =>
        tensor(labels.SelectMany(l => l.Select(b => b ? 1f : 0f)).ToArray()).reshape(labels.Count, labels[0].Length);

    private static float[] Flat(double[][] leads) => [.. leads.SelectMany(lead => lead.Select(v => (float)(v * MillivoltsPerVolt)))];

    private static Tensor Stacked(float[][] records, int leads)
    {
        var length = records[0].Length;
        var flat = new float[records.Length * length];
        for (var r = 0; r < records.Length; r++)
            records[r].CopyTo(flat, r * length);
        return tensor(flat).reshape(records.Length, leads, length / leads);
    }
}
