using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// Two groups of subjects that differ only in which states stand at neighbouring electrodes. A segment holds one <see cref="ResonantState"/> an
/// electrode; along the row of electrodes the states are a Markov chain. From state i the chain of group g proposes, with chance α, one of the two
/// neighbours of i in the group's own cycle of all states, else any state, and accepts j with chance min(1, π_j / π_i) (Metropolis). The proposals are
/// symmetric, so each subject's π is the stationary distribution whatever the group: how often states occur says who the subject is, and nothing
/// about the group. The two cycles share no pair.
/// </summary>
public sealed record ElectrodeStateSet
{
    /// <summary>States.</summary>
    public int States { get; init; } = 12;

    /// <summary>Resonances of the states (Hz).</summary>
    public double[] Frequencies { get; init; } = [4, 8, 12, 20, 30];

    /// <summary>Electrodes in a row.</summary>
    public int Electrodes { get; init; } = 24;

    /// <summary>Length of a segment (s).</summary>
    public double Duration { get; init; } = 2;

    /// <summary>Sampling rate (Hz).</summary>
    public double SamplingRate { get; init; } = 128;

    /// <summary>Subjects, half of them in each group.</summary>
    public int Subjects { get; init; } = 40;

    /// <summary>Segments of each subject.</summary>
    public int Segments { get; init; } = 10;

    /// <summary>α, the share of proposals by the group's cycle.</summary>
    public double Coupling { get; init; } = 0.6;

    /// <summary>Standard deviation of log π over the states of a subject.</summary>
    public double Tilt { get; init; } = 0.7;

    /// <summary>Middle amplitude of the states (V).</summary>
    public double Amplitude { get; init; } = 20e-6;

    /// <summary>Draws the set.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <exception cref="ArgumentException">There are too few states for two cycles without a common pair, or no two subjects.</exception>
    public ElectrodeStateSegments Draw(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (States < 6 || Subjects < 2 || Segments < 1 || Electrodes < 1)
            throw new ArgumentException($"Expected at least 6 states, 2 subjects, a segment and an electrode, got {States}, {Subjects}, {Segments} and {Electrodes}.");
        var library = ResonantState.Library(States, Frequencies, Amplitude, random.Split("states"));
        var cycles = Cycles(random.Split("cycles"));
        var (chain, noise) = (random.Split("chains"), random.Split("noise"));
        var samples = (int)Math.Round(Duration * SamplingRate);
        var (trials, states) = (new double[Subjects * Segments][][], new int[Subjects * Segments][]);
        for (var subject = 0; subject < Subjects; subject++)
        {
            var weights = Enumerable.Range(0, States).Select(_ => Math.Exp(Tilt * chain.NextGaussian())).ToArray();
            for (var segment = 0; segment < Segments; segment++)
            {
                var trial = (subject * Segments) + segment;
                states[trial] = Chain(cycles[subject % 2], weights, chain);
                trials[trial] = Array.ConvertAll(states[trial], s => library[s].Draw(samples, SamplingRate, noise));
            }
        }

        return new(library, cycles, trials, states, [.. Enumerable.Range(0, trials.Length).Select(i => i / Segments)], [.. Enumerable.Range(0, trials.Length).Select(i => i / Segments % 2)]);
    }

    private int[] Chain(int[] cycle, double[] weights, SeededRandom random)
    {
        var place = new int[States];
        for (var i = 0; i < States; i++)
            place[cycle[i]] = i;
        var chain = new int[Electrodes];
        chain[0] = Pick(weights, random);
        for (var e = 1; e < Electrodes; e++)
        {
            var from = chain[e - 1];
            var to = random.NextDouble() < Coupling ? cycle[(place[from] + (random.NextInt(2) == 0 ? 1 : States - 1)) % States] : random.NextInt(States);
            chain[e] = random.NextDouble() * weights[from] < weights[to] ? to : from;
        }

        return chain;
    }

    private static int Pick(double[] weights, SeededRandom random)
    {
        var target = random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Length - 1; i++)
        {
            target -= weights[i];
            if (target < 0)
                return i;
        }

        return weights.Length - 1;
    }

    // a random cycle for each group, the second drawn again until it has no pair of the first
    private int[][] Cycles(SeededRandom random)
    {
        HashSet<(int, int)> Pairs(int[] cycle) => [.. cycle.Select((s, i) => (Math.Min(s, cycle[(i + 1) % States]), Math.Max(s, cycle[(i + 1) % States])))];
        var first = random.Permutation(States);
        var taken = Pairs(first);
        while (true)
        {
            var second = random.Permutation(States);
            if (!Pairs(second).Overlaps(taken))
                return [first, second];
        }
    }
}
