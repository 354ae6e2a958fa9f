using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>Who excites and inhibits whom in a network of neurons: weight[to, from], with Dale's law (a neuron's outputs have one sign).</summary>
/// <param name="Weights">[to, from], in the unit of the network that uses it; 0 where there is no synapse.</param>
/// <param name="IsExcitatory">For each neuron.</param>
public sealed record SpikingConnectivity(double[,] Weights, bool[] IsExcitatory)
{
    /// <summary>Number of neurons.</summary>
    public int Count => IsExcitatory.Length;

    /// <summary>Random synapses, each with a probability; weights uniform between 0 and twice their mean.</summary>
    /// <param name="count">Number of neurons.</param>
    /// <param name="excitatoryShare">Share of excitatory neurons; they come first.</param>
    /// <param name="probability">Of each synapse; there are none onto oneself.</param>
    /// <param name="excitation">Mean weight of an excitatory synapse, at least 0.</param>
    /// <param name="inhibition">Mean size of an inhibitory weight, at least 0.</param>
    /// <param name="random">Source of everything random.</param>
    public static SpikingConnectivity Random(int count, double excitatoryShare, double probability, double excitation, double inhibition, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var isExcitatory = Enumerable.Range(0, count).Select(i => i < excitatoryShare * count).ToArray();
        var weights = new double[count, count];
        for (var to = 0; to < count; to++)
        {
            for (var from = 0; from < count; from++)
            {
                var (exists, size) = (random.NextDouble() < probability, 2 * random.NextDouble());
                if (exists && to != from)
                    weights[to, from] = isExcitatory[from] ? excitation * size : -inhibition * size;
            }
        }

        return new(weights, isExcitatory);
    }
}
