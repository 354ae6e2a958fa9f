using System.Globalization;

namespace Engram.Cli.Tests;

/// <summary><c>engram launch</c> and training by several processes, from end to end.</summary>
public sealed class LaunchVerbTests : IDisposable
{
    private const string Training = """
        var together = ProcessGroup.FromEnvironment();
        manual_seed(17 + (together?.Rank ?? 0));
        var net = nn.Sequential(("in", nn.Linear(3, 8)), ("act", nn.GELU()), ("out", nn.Linear(8, 1)));
        if (together is null or { Rank: 0 }) { manual_seed(5); foreach (var p in net.parameters()) nn.init.normal_(p, 0, 0.5); }
        manual_seed(3);
        var inputs = randn([22, 3]);
        var targets = inputs.sum([1], keepdim: true).sin();
        var steps = new TrainerConfig { Steps = 24, BatchSize = 6, Seed = 5, LearningRate = new CosineSchedule(0.02, 24), GradientNormLimit = 0.7, EmaDecay = 0.9, ValidateEvery = 4, CheckpointEvery = 8 };
        var trainer = new Trainer(net, optim.AdamW(net.parameters(), 0.01), steps, 22, together) { CheckpointFolder = "FOLDER" };
        double Error(long[] of) => (net.call(inputs[tensor(of)]) - targets[tensor(of)]).square().mean().ToDouble();
        var ended = trainer.Run(c => { var of = c.Samples.Select(s => (long)s).ToArray(); return new LossTerms(new LossTerm("fit", (net.call(inputs[tensor(of)]) - targets[tensor(of)]).square().mean())); }, () => Error([0, 1, 2, 3]));
        System.IO.File.WriteAllText($"NAME-{together?.Rank ?? 0}.txt", string.Join(' ', ended.History.Rows.Select(r => r.Loss).Concat(net.state_dict().Values.SelectMany(w => w.reshape(-1).data<float>().ToArray().Select(v => (double)v))).Select(v => v.ToString("R"))));
        """;

    private readonly EngramProcess engram = new();

    public void Dispose() => engram.Dispose();

    [Fact]
    public void TwoProcessesTrainAsOneDoesOnTheJoinedBatch()
    {
        Available();
        Notebook("one");
        Notebook("two");
        var single = engram.Run("run", "one.ipynb");
        Assert.True(single.Code == 0, single.Errors);
        var (code, _, errors) = engram.Run("launch", "--nproc", "2", "--", "run", "two.ipynb", "-o", "out.ipynb");
        Assert.True(code == 0, errors);
        Assert.Contains("[1] two.ipynb", errors);
        Assert.True(File.Exists(Path.Combine(engram.Folder, "out.ipynb")));
        var (one, first, second) = (Numbers("one-0.txt"), Numbers("two-0.txt"), Numbers("two-1.txt"));
        Assert.Equal(first, second); // the same bits in each process
        Assert.Equal(one.Length, first.Length);
        Assert.All(one.Zip(first), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.Contains(one.Zip(one.Skip(1)), pair => Math.Abs(pair.First - pair.Second) > 1e-2); // it did train

        // a checkpoint of two processes is not one of one
        engram.Notebook("again.ipynb", Training.Replace("FOLDER", "two", StringComparison.Ordinal).Replace("NAME", "again", StringComparison.Ordinal));
        Assert.Contains("by 2 processes", engram.Run("run", "again.ipynb").Errors);
    }

    [Fact]
    public void AnInterruptedTrainingOfTwoGoesOnToTheSameBits()
    {
        Available();
        Notebook("whole");
        Notebook("half");
        Assert.Equal(0, engram.Run("launch", "--nproc", "2", "--", "run", "whole.ipynb").Code);
        Assert.Equal(0, engram.Run("launch", "--nproc", "2", "--", "run", "half.ipynb").Code);

        // the last checkpoint is lost: the training goes on from step 16
        var files = Directory.GetFiles(Path.Combine(engram.Folder, "half")).Order(StringComparer.Ordinal).ToArray();
        Assert.True(files.Length > 1);
        File.Delete(files[^1]);
        File.Delete(Path.Combine(engram.Folder, "half-0.txt"));
        Assert.Equal(0, engram.Run("launch", "--nproc", "2", "--", "run", "half.ipynb").Code);
        Assert.Equal(Numbers("whole-0.txt"), Numbers("half-0.txt"));
    }

    [Fact]
    public void TheFirstFailureEndsAllWithItsMessage()
    {
        engram.Notebook("a.ipynb", "if (Environment.GetEnvironmentVariable(\"RANK\") == \"1\") throw new InvalidOperationException(\"no such electrode\");\nwhile (true) await Task.Delay(100);");
        var (code, _, errors) = engram.Run("launch", "--nproc", "2", "--", "run", "a.ipynb", "--timeout", "100");
        Assert.Equal(1, code);
        Assert.Contains("[1] InvalidOperationException: no such electrode", errors);
        Assert.Contains("rank 1 ended with 1; the others are stopped", errors);
    }

    [Fact]
    public void AnyProgramIsStartedWithTorchrunsVariables()
    {
        var (code, output, errors) = engram.Run("launch", "--nproc", "2", "--", "/bin/sh", "-c", "echo $RANK of $WORLD_SIZE at $MASTER_ADDR:${MASTER_PORT:?}");
        Assert.True(code == 0, errors);
        Assert.Equal(["[0] 0 of 2 at 127.0.0.1:", "[1] 1 of 2 at 127.0.0.1:"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[..(l.LastIndexOf(':') + 1)]).Order(StringComparer.Ordinal));
        Assert.Equal(2, engram.Run("launch", "--nproc", "2", "--", "no-such-program").Code);
        Assert.Equal(2, engram.Run("launch", "--nproc", "0", "--", "run", "a.ipynb").Code);
    }

    private void Notebook(string name) => engram.Notebook($"{name}.ipynb", Training.Replace("FOLDER", name, StringComparison.Ordinal).Replace("NAME", name, StringComparison.Ordinal));

    private double[] Numbers(string file) => [.. File.ReadAllText(Path.Combine(engram.Folder, file)).Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];

    private static void Available() => Assert.SkipUnless(BuiltLibrary.IsThere("engram_distributed"), "needs libengram_distributed, which `./engram launch` builds");
}
