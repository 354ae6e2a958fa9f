using Engram.Modeling.Objectives;
using Engram.Modeling.Training;
using Engram.Modeling.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Training;

/// <summary>A teacher that follows its student is part of what a checkpoint holds; a long training holds no more tensors than a short one.</summary>
public class JepaTrainingTests
{
    private static readonly JepaConfig Settings = new()
    {
        Encoder = new() { Width = 8, Depth = 1, Heads = 2, Dropout = 0.1 },
        Predictor = new() { Width = 6, Depth = 1, Heads = 2 },
    };

    private static readonly LinearSchedule Momentum = new(0.9, 0.99, 12);

    [Fact]
    public void ATeacherSurvivesAResume()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var (whole, _) = Train(null, null);
        Train(folder.Path, 5);
        var (resumed, result) = Train(folder.Path, null);
        Assert.Equal(12, result.Steps);
        foreach (var (name, weight) in whole.state_dict())
            Assert.True(weight.equal(resumed.state_dict()[name]).all().ToBoolean(), name);
        Assert.Contains(whole.state_dict().Keys, name => name.StartsWith("teacher.", StringComparison.Ordinal));
        Assert.Equal(["effective_rank", "feature_deviation", "prediction"], result.History.TermNames);
    }

    [Fact]
    public void ATrainingHoldsNoTensorsOfItsSteps()
    {
        using var training = new TinyTraining(TinyTraining.Standard with { Steps = 60 });
        List<long> alive = [];
        GC.Collect();
        GC.WaitForPendingFinalizers(); // What other tests left must not go during this one.
        training.Run(new Callback(_ => alive.Add(Tensor.TotalCount)));
        Assert.Equal(alive[9], alive[^1]);
    }

    private static (Jepa Model, TrainingResult Result) Train(string? folder, int? stopAfter)
    {
        var jepa = Seeded.Make(3, () => new Jepa(Settings));
        using var data = new Generator(2);
        var tokens = randn([10, 5, 8], generator: data);
        var positions = randn([1, 5, 6], generator: data);
        using var optimizer = ParameterGroups.AdamW(jepa, 0.01, 0.05);
        using var stop = new CancellationTokenSource();
        var trainer = new Trainer(jepa, optimizer, new() { Steps = 12, BatchSize = 4, Seed = 1, CheckpointEvery = 4 }, 10) { CheckpointFolder = folder };
        var result = trainer.Run(context =>
        {
            if (context.Step > 0)
                jepa.UpdateTeacher(Momentum.At(context.Step));
            var batch = tokens[tensor(context.Samples.Select(s => (long)s).ToArray())];
            var order = stack(context.Samples.Select(_ => randperm(5, generator: context.Generator)).ToArray());
            return jepa.Compute(batch, order.narrow(1, 0, 2).contiguous(), order.narrow(1, 2, 3).contiguous(), positions);
        }, progress: new Callback(step => { if (step.Step == stopAfter) stop.Cancel(); }), cancellationToken: stop.Token);
        return (jepa, result);
    }
}
