namespace Engram.Benchmarks.Signals;

/// <summary>One case of a signal duel.</summary>
/// <param name="Duel">D1 to D7, D11, D12, wfdb or dtw.</param>
/// <param name="Key">The case's name on both sides.</param>
/// <param name="Title">What is done.</param>
/// <param name="Peer">Who the peer is.</param>
/// <param name="Gate">When the results count as equal.</param>
/// <param name="Reach">How many times as fast as the peer we mean to be.</param>
/// <param name="Prepare">Loads the input from a folder; gives the work, which takes the number of threads.</param>
internal sealed record SignalCase(string Duel, string Key, string Title, string Peer, Gate Gate, double Reach, Func<string, Func<int, object>> Prepare);
