using Engram.Signals.Randomness;

namespace Engram.Data.Tests;

public class SplitTests
{
    [Fact]
    public void FoldsAreEvenInEveryClassAndGroupsStayTogether()
    {
        int[] labels = [.. Enumerable.Range(0, 50).Select(i => i % 5 == 0 ? 1 : 0)];
        var folds = Folds.Stratified(labels, 5, new SeededRandom(1));
        for (var fold = 0; fold < 5; fold++)
            Assert.Equal((2, 8), (folds.Where((f, i) => f == fold && labels[i] == 1).Count(), folds.Where((f, i) => f == fold && labels[i] == 0).Count()));
        Assert.Equal(folds, Folds.Stratified(labels, 5, new SeededRandom(1)));
        Assert.NotEqual(folds, Folds.Stratified(labels, 5, new SeededRandom(2)));
        Assert.Equal([1, 0, 1, 2], Folds.ByGroup([8, 4, 8, 12]));
    }

    [Fact]
    public void StratifiedFoldsOfTrialsHoldTheSharesOfClasses()
    {
        int[] labels = [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? 7 : 2)];
        var splits = TrialSplit.StratifiedKFold(labels, 5, new SeededRandom(3));
        Assert.Equal(Enumerable.Range(0, 60), splits.SelectMany(s => s.Test).Order());
        Assert.All(splits, s => Assert.Equal((4, 8, 48), (s.Test.Count(i => labels[i] == 7), s.Test.Count(i => labels[i] == 2), s.Train.Length)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TrialSplit.StratifiedKFold(labels, 1, new SeededRandom(3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TrialSplit.StratifiedKFold([1, 2], 3, new SeededRandom(3)));
    }

    [Fact]
    public void CrossSessionTrainsOnTheSameSubjectsOtherSessions()
    {
        string[] subjects = ["a", "a", "a", "b", "b", "c"], sessions = ["1", "2", "2", "1", "2", "1"];
        var splits = TrialSplit.CrossSession(subjects, sessions);
        Assert.Equal(["a, session 1", "a, session 2", "b, session 1", "b, session 2"], splits.Select(s => s.Name));
        Assert.Equal([1, 2], splits[0].Train.ToArray());
        Assert.Equal([0], splits[0].Test.ToArray());
        Assert.Equal([3, 4, 5], splits[0].Unused.ToArray());
        Assert.Throws<ArgumentException>(() => TrialSplit.CrossSession(["a", "b"], ["1", "1"]));
    }

    [Fact]
    public void ChronologicalPartsAreInOrderWithAGap()
    {
        double[] starts = [9, 0, 1, 2, 3, 4, 5, 6, 7, 8]; // trial 0 is the last
        var split = TrialSplit.Chronological(starts, duration: 2, train: 0.5, validation: 0.2, gap: 0);
        Assert.Equal([1, 2, 3, 4, 5], split.Train.ToArray()); // ends at 4 + 2 = 6
        Assert.Equal([7], split.Validation.ToArray()); // 5 begins before 6
        Assert.Equal([0, 9], split.Test.ToArray()); // trial 8 begins at 7, before 6 + 2
        Assert.Equal([6, 8], split.Unused.ToArray());
        Assert.Throws<ArgumentException>(() => TrialSplit.Chronological(starts, 2, 0.5, 0, gap: 100));
        Assert.Throws<ArgumentException>(() => TrialSplit.Chronological(starts, 2, 0.5, 0.5));
        Assert.Throws<ArgumentException>(() => TrialSplit.Chronological([0, double.NaN], 2, 0.5));
    }

    [Fact]
    public void PtbXlsFoldsAreTakenAndChecked()
    {
        var split = GroupedSplit.PtbXl(["p", "q", "q", "r"], [8, 9, 9, 10]);
        Assert.Equal((0, 1, 2, 3), (split.Trials.Train[0], split.Trials.Validation[0], split.Trials.Validation[1], split.Trials.Test[0]));
        Assert.Contains("'q'", Assert.Throws<ArgumentException>(() => GroupedSplit.PtbXl(["p", "q", "q"], [1, 9, 10])).Message);
        Assert.Contains("11", Assert.Throws<ArgumentException>(() => GroupedSplit.PtbXl(["p"], [11])).Message);
    }

    [Fact]
    public void TheStagedRowsOfPtbXlSplitByTheirFolds()
    {
        if (StagedData.Folder("ptbxl-tables") is not { } folder)
            return;
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(Path.Combine(folder, "ptbxl_reports_subset.csv.gz")), System.IO.Compression.CompressionMode.Decompress));
        var rows = ReadCsv(reader.ReadToEnd());
        var (patient, fold) = (rows[0].IndexOf("patient_id"), rows[0].IndexOf("strat_fold"));
        Assert.True(patient >= 0 && fold >= 0, string.Join(',', rows[0]));
        var split = GroupedSplit.PtbXl([.. rows.Skip(1).Select(r => r[patient])], [.. rows.Skip(1).Select(r => (int)double.Parse(r[fold]))]);
        Assert.Equal(rows.Count - 1, split.Trials.Parts.Length);
        Assert.InRange(split.Trials.Test.Length / (double)split.Trials.Parts.Length, 0.05, 0.15);
    }

    [Fact]
    public void LeaveOneSubjectOutUsesEverySubjectOnce()
    {
        var splits = GroupedSplit.LeaveOneSubjectOut(["b", "a", "b", "c"]);
        Assert.Equal(["without a", "without b", "without c"], splits.Select(s => s.Trials.Name));
        Assert.Equal([0, 2], splits[1].Trials.Test.ToArray());
        Assert.Throws<ArgumentException>(() => GroupedSplit.LeaveOneSubjectOut(["a", "a"]));
    }

    [Fact]
    public void ASubjectWithoutAPartOrASideWithoutSubjectsIsRefused()
    {
        Assert.Contains("'b'", Assert.Throws<ArgumentException>(() => GroupedSplit.FromSubjects(["a", "b"], new Dictionary<string, SplitPart> { ["a"] = SplitPart.Train })).Message);
        Assert.Throws<ArgumentException>(() => GroupedSplit.FromSubjects(["a", "a"], new Dictionary<string, SplitPart> { ["a"] = SplitPart.Train }));
        Assert.Throws<ArgumentException>(() => GroupedSplit.Random(["a", "b"], 1, 0, new SeededRandom(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => GroupedSplit.KFold(["a", "b"], 3, new SeededRandom(1)));
    }

    // Quoted fields with commas and line ends.
    private static List<List<string>> ReadCsv(string text)
    {
        var rows = new List<List<string>> { new() };
        var field = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                rows[^1].Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c == '\n')
                    rows.Add([]);
            }
            else
                field.Append(c);
        }

        return rows.FindAll(r => r.Count > 1);
    }
}
