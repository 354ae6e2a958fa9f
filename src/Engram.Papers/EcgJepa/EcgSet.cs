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
        var records = new SyntheticEcgRecord[count];
        for (var i = 0; i < count; i++)
            records[i] = generator.Draw(random);
        return new(ToTensor([.. records.Select(r => r.Leads)]), ToTensor([.. records.Select(EcgStatements.Of)]));
    }

    /// <summary>Some of the recordings, in their order.</summary>
    /// <param name="from">The first.</param>
    /// <param name="count">How many.</param>
    public EcgSet Range(int from, int count) => new(Signals.narrow(0, from, count), Labels.narrow(0, from, count));

    /// <summary>Signals as a tensor.</summary>
    /// <param name="leads">[record][lead][time], volts.</param>
    public static Tensor ToTensor(IReadOnlyList<double[][]> leads)
    {
        var (rows, times) = (leads[0].Length, leads[0][0].Length);
        var flat = new float[leads.Count * rows * times];
        for (var r = 0; r < leads.Count; r++)
        {
            for (var l = 0; l < rows; l++)
            {
                for (var t = 0; t < times; t++)
                    flat[(((r * rows) + l) * times) + t] = (float)(leads[r][l][t] * MillivoltsPerVolt);
            }
        }

        return tensor(flat).reshape(leads.Count, rows, times);
    }

    /// <summary>Statements as a tensor.</summary>
    /// <param name="labels">[record][statement].</param>
    public static Tensor ToTensor(IReadOnlyList<bool[]> labels) =>
        tensor(labels.SelectMany(l => l.Select(b => b ? 1f : 0f)).ToArray()).reshape(labels.Count, labels[0].Length);
}
