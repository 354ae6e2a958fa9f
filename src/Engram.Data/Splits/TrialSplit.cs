using System.Collections.Immutable;
using Engram.Signals.Randomness;

namespace Engram.Data;

/// <summary>
/// Which trials train, validate and test. Each trial has one part, so that the parts are disjoint and complete by construction;
/// whether a subject stands on both sides is another question, which only <see cref="GroupedSplit"/> answers.
/// </summary>
public sealed class TrialSplit
{
    private TrialSplit(string name, IReadOnlyList<SplitPart> parts)
    {
        Name = name;
        Parts = [.. parts];
        (Train, Validation, Test, Unused) = (Of(SplitPart.Train), Of(SplitPart.Validation), Of(SplitPart.Test), Of(SplitPart.Unused));
        if (Train.IsEmpty || Test.IsEmpty)
            throw new ArgumentException($"{name}: expected trials to train and to test with, got {Train.Length} and {Test.Length} of {Parts.Length}. Use fewer folds, a shorter gap or more data.");
    }

    /// <summary>Which split it is: "fold 2 of 5", "without S003".</summary>
    public string Name { get; }

    /// <summary>The part of each trial.</summary>
    public ImmutableArray<SplitPart> Parts { get; }

    /// <summary>Trials to fit with, ascending.</summary>
    public ImmutableArray<int> Train { get; }

    /// <summary>Trials to choose with, ascending; may be empty.</summary>
    public ImmutableArray<int> Validation { get; }

    /// <summary>Trials to report on, ascending.</summary>
    public ImmutableArray<int> Test { get; }

    /// <summary>Trials that are left out, ascending.</summary>
    public ImmutableArray<int> Unused { get; }

    /// <summary>A split from the part of each trial.</summary>
    /// <param name="parts">The part of each trial.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">Nothing to train or nothing to test with.</exception>
    public static TrialSplit FromParts(IReadOnlyList<SplitPart> parts, string name = "split")
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new(name, parts);
    }

    /// <summary>k splits in each of which one fold tests and every class has its share in every fold. Trials of a subject fall on both sides: for figures within subjects only.</summary>
    /// <param name="labels">Class of each trial.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="random">Source of randomness.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two folds, or more than there are trials.</exception>
    public static ImmutableArray<TrialSplit> StratifiedKFold(IReadOnlyList<int> labels, int folds, SeededRandom random) =>
        FromFolds(Folds.Stratified(labels, folds, random), folds);

    /// <summary>
    /// One split for each session of each subject: that session tests, the subject's other sessions train, other subjects are unused
    /// (MOABB's cross-session evaluation). Subjects with one session have no split.
    /// </summary>
    /// <param name="subjects">Subject of each trial.</param>
    /// <param name="sessions">Session of each trial, counted within its subject.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or no subject has two sessions.</exception>
    public static ImmutableArray<TrialSplit> CrossSession(IReadOnlyList<string> subjects, IReadOnlyList<string> sessions)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(sessions);
        if (subjects.Count != sessions.Count)
            throw new ArgumentException($"Expected a session for each of {subjects.Count} trials, got {sessions.Count}.", nameof(sessions));
        var held = Enumerable.Range(0, subjects.Count).Select(i => (Subject: subjects[i], Session: sessions[i])).Distinct().ToList();
        var several = held.GroupBy(h => h.Subject).Where(g => g.Count() > 1).SelectMany(g => g).ToList();
        return several.Count == 0
            ? throw new ArgumentException("Expected a subject with two sessions or more, got none.", nameof(sessions))
            : [.. several.Select(h => new TrialSplit($"{h.Subject}, session {h.Session}", [.. subjects.Select((s, i) => s != h.Subject ? SplitPart.Unused : sessions[i] == h.Session ? SplitPart.Test : SplitPart.Train)]))];
    }

    /// <summary>
    /// Past trains, future tests: trials in order of time, cut at the given shares of their number. Trials that begin before
    /// <paramref name="gap"/> seconds have passed since the end of the last trial of the part before are left out, so that overlap,
    /// filter ringing and slow drifts do not tie the parts together.
    /// </summary>
    /// <param name="starts">Start of each trial in seconds.</param>
    /// <param name="duration">Length of a trial in seconds.</param>
    /// <param name="train">Share of the trials that train, between 0 and 1.</param>
    /// <param name="validation">Share that validates; the rest tests.</param>
    /// <param name="gap">Seconds between the parts.</param>
    /// <exception cref="ArgumentException">A share, duration or gap is out of range, a time is no number, or nothing is left to train or test with.</exception>
    public static TrialSplit Chronological(IReadOnlyList<double> starts, double duration, double train, double validation = 0, double gap = 0)
    {
        ArgumentNullException.ThrowIfNull(starts);
        if (!(train > 0 && validation >= 0 && train + validation < 1 && duration >= 0 && gap >= 0 && starts.All(double.IsFinite)))
            throw new ArgumentException($"Expected shares above 0 that leave a rest to test with, a duration and a gap of 0 s or more and finite times, got train {train}, validation {validation}, duration {duration}, gap {gap}.", nameof(train));
        var order = Enumerable.Range(0, starts.Count).OrderBy(i => starts[i]).ThenBy(i => i).ToArray();
        var ends = new[] { (int)Math.Round(train * order.Length), (int)Math.Round((train + validation) * order.Length), order.Length };
        var parts = new SplitPart[order.Length];
        var (position, free) = (0, double.NegativeInfinity);
        foreach (var part in new[] { SplitPart.Train, SplitPart.Validation, SplitPart.Test })
        {
            var last = double.NegativeInfinity;
            for (; position < ends[(int)part]; position++)
            {
                var trial = order[position];
                parts[trial] = starts[trial] < free ? SplitPart.Unused : part;
                if (parts[trial] == part)
                    last = starts[trial] + duration;
            }

            free = Math.Max(free, last + gap);
        }

        return new($"first {train:0.##} of the time", parts);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Train.Length} train, {(Validation.IsEmpty ? "" : $"{Validation.Length} validate, ")}{Test.Length} test{(Unused.IsEmpty ? "" : $", {Unused.Length} unused")}";

    internal static ImmutableArray<TrialSplit> FromFolds(IReadOnlyList<int> foldOf, int folds) =>
        [.. Enumerable.Range(0, folds).Select(k => new TrialSplit($"fold {k + 1} of {folds}", [.. foldOf.Select(f => f == k ? SplitPart.Test : SplitPart.Train)]))];

    private ImmutableArray<int> Of(SplitPart part) => [.. Enumerable.Range(0, Parts.Length).Where(i => Parts[i] == part)];
}
