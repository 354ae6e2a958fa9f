using Engram.Signals.Randomness;
using FsCheck;
using FsCheck.Fluent;

namespace Engram.Data.Tests;

/// <summary>Whatever the subjects, labels, folds and seeds: nobody on both sides, every trial once, every fold used.</summary>
public class SplitProperties
{
    private static readonly Gen<(string[] Subjects, int[] Labels, int Folds, int Seed)> Cases =
        from count in Gen.Choose(4, 80)
        from people in Gen.Choose(2, 12)
        from subjects in Gen.ArrayOf(Gen.Choose(0, people), count)
        from labels in Gen.ArrayOf(Gen.Choose(0, 3), count)
        from folds in Gen.Choose(2, 6)
        from seed in Gen.Choose(0, int.MaxValue)
        select (subjects.Select(s => $"S{s:00}").ToArray(), labels, folds, seed);

    [Fact]
    public void GroupedFoldsNeverLeakCoverEverythingAndAreAllUsed() => Check(given =>
    {
        var people = given.Subjects.Distinct().Count();
        if (people < given.Folds)
            return Throws<ArgumentOutOfRangeException>(() => GroupedSplit.StratifiedKFold(given.Subjects, given.Labels, given.Folds, new SeededRandom(given.Seed)));
        var splits = GroupedSplit.StratifiedKFold(given.Subjects, given.Labels, given.Folds, new SeededRandom(given.Seed));
        return splits.Length == given.Folds
            && splits.All(s => IsSound(s, given.Subjects))
            && splits.SelectMany(s => s.Trials.Test).Order().SequenceEqual(Enumerable.Range(0, given.Subjects.Length))
            && splits.All(s => s.Trials.Validation.IsEmpty && s.Trials.Unused.IsEmpty);
    });

    [Fact]
    public void LeavingOneOutNeverLeaks() => Check(given => given.Subjects.Distinct().Count() < 2
        || (GroupedSplit.LeaveOneSubjectOut(given.Subjects) is var splits
            && splits.All(s => IsSound(s, given.Subjects) && s.Subjects(SplitPart.Test).Length == 1)
            && splits.SelectMany(s => s.Trials.Test).Order().SequenceEqual(Enumerable.Range(0, given.Subjects.Length))));

    [Fact]
    public void RandomSubjectsNeverLeak() => Check(given => given.Subjects.Distinct().Count() < 4
        || IsSound(GroupedSplit.Random(given.Subjects, 0.25, 0.25, new SeededRandom(given.Seed)), given.Subjects));

    [Fact]
    public void TheSameSeedGivesTheSameFolds() => Check(given => given.Subjects.Distinct().Count() < given.Folds
        || GroupedSplit.KFold(given.Subjects, given.Folds, new SeededRandom(given.Seed)).Select(s => s.Trials.Parts.ToArray()).SelectMany(p => p)
            .SequenceEqual(GroupedSplit.KFold(given.Subjects, given.Folds, new SeededRandom(given.Seed)).Select(s => s.Trials.Parts.ToArray()).SelectMany(p => p)));

    [Fact]
    public void FoldsOfOneTrialSubjectsAreAsEvenAsFoldsOfTrials() => Check(given =>
    {
        // each trial its own subject: grouped folds may differ from each other by one trial of each class at most
        string[] subjects = [.. given.Labels.Select((_, i) => $"{i}")];
        if (subjects.Length < given.Folds)
            return true;
        var splits = GroupedSplit.StratifiedKFold(subjects, given.Labels, given.Folds, new SeededRandom(given.Seed));
        return given.Labels.Distinct().All(c => splits.Select(s => s.Trials.Test.Count(i => given.Labels[i] == c)).ToList() is var counts && counts.Max() - counts.Min() <= 1);
    });

    [Fact]
    public void ChronologicalPartsKeepOrderAndGap() => Check(given =>
    {
        double[] starts = [.. given.Labels.Select((l, i) => (i * 1.7 % 11) + l)];
        TrialSplit split;
        try
        {
            split = TrialSplit.Chronological(starts, 0.5, 0.6, 0.2, given.Folds / 4.0);
        }
        catch (ArgumentException)
        {
            return true; // too few trials for the gap
        }

        double End(IEnumerable<int> trials) => trials.Select(i => starts[i] + 0.5).DefaultIfEmpty(double.NegativeInfinity).Max();
        double Start(IEnumerable<int> trials) => trials.Select(i => starts[i]).DefaultIfEmpty(double.PositiveInfinity).Min();
        return End(split.Train) + (given.Folds / 4.0) <= Start(split.Test) && End(split.Validation) + (given.Folds / 4.0) <= Start(split.Test) && End(split.Train) + (given.Folds / 4.0) <= Start(split.Validation)
            && split.Train.Length + split.Validation.Length + split.Test.Length + split.Unused.Length == starts.Length;
    });

    [Fact]
    public void TheCheckWouldCatchALeak() =>
        Assert.False(IsSound([.. Enumerable.Repeat(SplitPart.Train, 2), SplitPart.Test], ["a", "b", "b"]));

    private static bool IsSound(GroupedSplit split, string[] subjects) => IsSound([.. split.Trials.Parts], subjects)
        && split.Trials.Train.Union(split.Trials.Validation).Union(split.Trials.Test).Order().SequenceEqual(Enumerable.Range(0, subjects.Length))
        && !split.Trials.Train.IsEmpty && !split.Trials.Test.IsEmpty;

    private static bool IsSound(SplitPart[] parts, string[] subjects) => subjects.Zip(parts).GroupBy(p => p.First).All(g => g.Select(p => p.Second).Distinct().Count() == 1);

    private static bool Throws<T>(Action action)
        where T : Exception
    {
        try
        {
            action();
            return false;
        }
        catch (T)
        {
            return true;
        }
    }

    private static void Check(Func<(string[] Subjects, int[] Labels, int Folds, int Seed), bool> property) =>
        Prop.ForAll(Arb.From(Cases), property).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
