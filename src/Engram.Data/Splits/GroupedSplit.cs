using System.Collections.Frozen;
using System.Collections.Immutable;
using Engram.Signals.Randomness;

namespace Engram.Data;

/// <summary>
/// A split in which each subject has one part: nobody stands on both sides, because the part belongs to the subject and a trial
/// takes its subject's. There is no other way to make one.
/// </summary>
public sealed class GroupedSplit
{
    private GroupedSplit(string name, IReadOnlyList<string> subjects, IReadOnlyDictionary<string, SplitPart> partOf)
    {
        PartOf = partOf.ToFrozenDictionary();
        Trials = TrialSplit.FromParts([.. subjects.Select(s => PartOf[s])], name);
    }

    /// <summary>The trials of each part.</summary>
    public TrialSplit Trials { get; }

    /// <summary>The part of each subject.</summary>
    public FrozenDictionary<string, SplitPart> PartOf { get; }

    /// <summary>The subjects of a part, in order.</summary>
    /// <param name="part">The part.</param>
    public ImmutableArray<string> Subjects(SplitPart part) => [.. PartOf.Where(p => p.Value == part).Select(p => p.Key).Order(StringComparer.Ordinal)];

    /// <summary>A split from the part of each subject.</summary>
    /// <param name="subjects">Subject of each trial.</param>
    /// <param name="partOf">Part of each subject.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">A subject has no part, or there is nothing to train or to test with.</exception>
    public static GroupedSplit FromSubjects(IReadOnlyList<string> subjects, IReadOnlyDictionary<string, SplitPart> partOf, string name = "split by subject")
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(partOf);
        return subjects.FirstOrDefault(s => !partOf.ContainsKey(s)) is { } unknown
            ? throw new ArgumentException($"Expected a part for every subject, got none for '{unknown}'.", nameof(partOf))
            : new(name, subjects, partOf);
    }

    /// <summary>Subjects drawn at random.</summary>
    /// <param name="subjects">Subject of each trial.</param>
    /// <param name="test">Share of the subjects that test, between 0 and 1.</param>
    /// <param name="validation">Share of the subjects that validate.</param>
    /// <param name="random">Source of randomness.</param>
    /// <exception cref="ArgumentException">The shares are out of range, or there are too few subjects.</exception>
    public static GroupedSplit Random(IReadOnlyList<string> subjects, double test, double validation, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(random);
        if (!(test > 0 && validation >= 0 && test + validation < 1))
            throw new ArgumentException($"Expected shares above 0 that leave a rest to train with, got test {test}, validation {validation}.", nameof(test));
        var names = subjects.Distinct().Order(StringComparer.Ordinal).ToArray();
        var order = random.Permutation(names.Length);
        var tests = Math.Max(1, (int)Math.Round(test * names.Length));
        var validations = validation == 0 ? 0 : Math.Max(1, (int)Math.Round(validation * names.Length));
        return new("random subjects", subjects, order.Select((n, i) => (Name: names[n], Part: i < tests ? SplitPart.Test : i < tests + validations ? SplitPart.Validation : SplitPart.Train)).ToDictionary(p => p.Name, p => p.Part));
    }

    /// <summary>Each subject in turn tests, all others train.</summary>
    /// <param name="subjects">Subject of each trial.</param>
    /// <exception cref="ArgumentException">There are fewer than two subjects.</exception>
    public static ImmutableArray<GroupedSplit> LeaveOneSubjectOut(IReadOnlyList<string> subjects)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var names = subjects.Distinct().Order(StringComparer.Ordinal).ToArray();
        return names.Length < 2
            ? throw new ArgumentException($"Expected two subjects or more, got {names.Length}.", nameof(subjects))
            : [.. names.Select(held => new GroupedSplit($"without {held}", subjects, names.ToDictionary(n => n, n => n == held ? SplitPart.Test : SplitPart.Train)))];
    }

    /// <summary>k splits in each of which one fold of subjects tests. Folds have near the same number of trials.</summary>
    /// <inheritdoc cref="StratifiedKFold"/>
    public static ImmutableArray<GroupedSplit> KFold(IReadOnlyList<string> subjects, int folds, SeededRandom random) =>
        StratifiedKFold(subjects, [.. (subjects ?? throw new ArgumentNullException(nameof(subjects))).Select(_ => 0)], folds, random);

    /// <summary>
    /// k splits in each of which one fold of subjects tests, and classes have near the same share in every fold. Subjects, those
    /// with the most trials first, go each to the fold where the sum of squares of its class counts, each divided by the class's
    /// total, grows least: Σ_c (n_fc / n_c)².
    /// </summary>
    /// <param name="subjects">Subject of each trial.</param>
    /// <param name="labels">Class of each trial.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="random">Source of randomness; decides between equals.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or there are fewer subjects than folds.</exception>
    public static ImmutableArray<GroupedSplit> StratifiedKFold(IReadOnlyList<string> subjects, IReadOnlyList<int> labels, int folds, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(random);
        var names = subjects.Distinct().Order(StringComparer.Ordinal).ToArray();
        if (subjects.Count != labels.Count)
            throw new ArgumentException($"Expected a label for each of {subjects.Count} trials, got {labels.Count}.", nameof(labels));
        if (folds < 2 || folds > names.Length)
            throw new ArgumentOutOfRangeException(nameof(folds), $"Expected 2 to {names.Length} folds for {names.Length} subjects, got {folds}.");
        var foldOf = Assign(names, subjects, labels, folds, random);
        return [.. Enumerable.Range(0, folds).Select(k => new GroupedSplit($"fold {k + 1} of {folds}", subjects, foldOf.ToDictionary(p => p.Key, p => p.Value == k ? SplitPart.Test : SplitPart.Train)))];
    }

    /// <summary>PTB-XL's own folds: 1 to 8 train, 9 validates, 10 tests. They keep patients together, which is checked here.</summary>
    /// <param name="patients">The table's <c>patient_id</c> of each recording.</param>
    /// <param name="folds">The table's <c>strat_fold</c> of each recording, 1 to 10.</param>
    /// <exception cref="ArgumentException">A fold is out of range, or a patient stands in two parts: then the table is not PTB-XL's.</exception>
    public static GroupedSplit PtbXl(IReadOnlyList<string> patients, IReadOnlyList<int> folds)
    {
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentNullException.ThrowIfNull(folds);
        if (patients.Count != folds.Count)
            throw new ArgumentException($"Expected a fold for each of {patients.Count} recordings, got {folds.Count}.", nameof(folds));
        var partOf = new Dictionary<string, SplitPart>();
        for (var i = 0; i < patients.Count; i++)
        {
            var part = folds[i] switch
            {
                >= 1 and <= 8 => SplitPart.Train,
                9 => SplitPart.Validation,
                10 => SplitPart.Test,
                var other => throw new ArgumentException($"Expected folds of 1 to 10, got {other} for recording {i}.", nameof(folds)),
            };
            if (!partOf.TryAdd(patients[i], part) && partOf[patients[i]] != part)
                throw new ArgumentException($"Patient '{patients[i]}' stands in {partOf[patients[i]]} and in {part} (recording {i}); PTB-XL keeps patients together, so check the columns patient_id and strat_fold.", nameof(folds));
        }

        return new("PTB-XL folds 1-8, 9, 10", patients, partOf);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Trials} ({PartOf.Count} subjects)";

    private static Dictionary<string, int> Assign(string[] names, IReadOnlyList<string> subjects, IReadOnlyList<int> labels, int folds, SeededRandom random)
    {
        var classes = labels.Distinct().Order().Select((label, c) => (label, c)).ToDictionary(p => p.label, p => p.c);
        var index = names.Select((name, n) => (name, n)).ToDictionary(p => p.name, p => p.n);
        var counts = names.Select(_ => new double[classes.Count]).ToArray();
        var totals = new double[classes.Count];
        for (var i = 0; i < subjects.Count; i++)
        {
            counts[index[subjects[i]]][classes[labels[i]]]++;
            totals[classes[labels[i]]]++;
        }

        var share = Enumerable.Range(0, folds).Select(_ => new double[classes.Count]).ToArray(); // n_fc / n_c
        var members = new int[folds];
        var result = new Dictionary<string, int>();
        var left = names.Length;
        foreach (var n in random.Permutation(names.Length).OrderByDescending(n => counts[n].Sum()))
        {
            // the last subjects fill folds that are still empty
            var empty = members.Count(m => m == 0);
            var fold = Enumerable.Range(0, folds).Where(f => left > empty || members[f] == 0)
                .MinBy(f => (Growth(share[f], counts[n], totals), members[f]));
            for (var c = 0; c < totals.Length; c++)
                share[fold][c] += counts[n][c] / totals[c];
            members[fold]++;
            left--;
            result[names[n]] = fold;
        }

        return result;
    }

    private static double Growth(double[] share, double[] added, double[] totals)
    {
        var growth = 0.0;
        for (var c = 0; c < totals.Length; c++)
        {
            var more = added[c] / totals[c];
            growth += more * ((2 * share[c]) + more); // (s + m)² − s²
        }

        return growth;
    }
}
