using Engram.Data;

namespace Engram.Benchmarks.Signals;

/// <summary>Runs both sides of the signal duels in turn, after their results were found equal.</summary>
internal static class SignalDuel
{
    private const int MostRounds = 15;
    private const double RoundSeconds = 0.08;
    private const double LongestSeconds = 60; // of all rounds together

    public static IEnumerable<string> Names => SignalCases.All.Select(c => c.Duel).Distinct();

    public static int Run(IReadOnlyList<string> duels, ThreadCounts counts)
    {
        var folder = Directory.CreateTempSubdirectory("engram-bench-").FullName;
        try
        {
            DuelInput.Write(folder, Path.Combine(DataCatalog.FindRoot(), "..", "shared", "data", "mitdb-100"));
            Probes.ProbeCases.Write(folder);
            Models.TrainingCases.Write(folder);
            Models.DictionaryCases.Write(folder);
            Models.CodebookCases.Write(folder);
            Models.MapCases.Write(folder);
            var table = new ResultsTable(Path.Combine(DataCatalog.FindRoot(), "benchmarks", "RESULTS.md"));
            Console.WriteLine($"Taken from both sides: {string.Join(", ", SideProcess.Presets.Where(p => Environment.GetEnvironmentVariable(p) is not null).DefaultIfEmpty("no preset"))}. A ratio is the peer's time over ours.");
            Console.WriteLine(ResultsTable.ConsoleHeader);
            foreach (var duel in SignalCases.All.Where(c => duels.Contains(c.Duel)))
            {
                if (duel.Key == "wfdb" && !File.Exists(Path.Combine(folder, "100.hea")))
                {
                    Console.WriteLine("wfdb: skipped; it needs mitdb 100 (../shared/data/mitdb-100 beside the repository)");
                    continue;
                }

                var row = Measure(duel, folder, counts);
                Console.WriteLine(row.ToConsole());
                // a row of the table has both numbers of threads
                if (counts == ThreadCounts.Both)
                    table.Put(row);
            }

            if (counts == ThreadCounts.Both)
                table.Save();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ResultRow Measure(SignalCase duel, string folder, ThreadCounts counts)
    {
        var row = new ResultRow(duel);
        foreach (var threads in counts.Numbers())
        {
            using var ours = SideProcess.Ours(duel.Key, threads, folder);
            using var peer = SideProcess.Peer(duel.Key, threads, folder);
            var (memory, peerMemory) = (ours.Memory(), peer.Memory());
            var (mine, theirs) = (Path.Combine(folder, "ours.out"), Path.Combine(folder, "peer.out"));
            ours.Write(mine);
            peer.Write(theirs);
            var agreement = Agreement.Of(mine, theirs, duel.Gate);
            row = row with { Agreement = agreement.IsEqual && row.Agreement is { } other ? other : agreement };
            if (!agreement.IsEqual)
                return row;
            var timing = Timing(ours, peer);
            row = threads == 1 ? row with { OneThread = timing } : row with { AllThreads = timing };
            if (row.Memory == default)
                row = row with { Memory = memory, PeerMemory = peerMemory };
        }

        return row;
    }

    private static Timing Timing(SideProcess ours, SideProcess peer)
    {
        var ((repeats, seconds), (peerRepeats, peerSeconds)) = (Repeats(ours), Repeats(peer));
        var rounds = Math.Clamp((int)(LongestSeconds / ((repeats * seconds) + (peerRepeats * peerSeconds))), 1, MostRounds);
        var (mine, theirs) = (new (double Wall, double Processor)[rounds], new (double Wall, double Processor)[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            // the first of a round changes, so that nobody always runs behind the other
            if (round % 2 == 0)
                mine[round] = ours.Time(repeats);
            theirs[round] = peer.Time(peerRepeats);
            if (round % 2 != 0)
                mine[round] = ours.Time(repeats);
        }

        return Signals.Timing.Of(mine, theirs);
    }

    // warms a side up (just-in-time compilation comes in steps) and finds how many runs fill a round
    private static (int Repeats, double Seconds) Repeats(SideProcess side)
    {
        var (spent, last) = (0.0, 1.0);
        for (var i = 0; (i < 5 && spent < LongestSeconds / 6) || (spent < 3 && i < 60); i++)
        {
            last = side.Time(1).Wall;
            spent += last;
        }

        return (Math.Clamp((int)(RoundSeconds / last), 1, 200), last);
    }
}
