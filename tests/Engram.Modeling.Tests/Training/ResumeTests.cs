using Engram.Modeling.Training;
using Engram.Torch;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Training;

/// <summary>A training that was broken off and resumed has the bits of one that was not.</summary>
public class ResumeTests
{
    [Fact]
    public void AResumedTrainingEndsWithTheBitsOfAnUninterruptedOne()
    {
        using var folder = new TemporaryFolder();
        var whole = Uninterrupted();
        using (var first = new TinyTraining(folder: folder.Path))
        {
            using var stop = new CancellationTokenSource();
            var result = first.Run(new Callback(step => { if (step.Step == 6) stop.Cancel(); }), token: stop.Token);
            Assert.Equal((TrainingEnd.Cancelled, 7), (result.End, result.Steps));
        }

        using (var second = new TinyTraining(folder: folder.Path))
        {
            // A crash: the state of the newest checkpoint (step 10) is all that is left.
            Assert.Throws<TimeoutException>(() => second.Run(new Callback(step => { if (step.Step == 12) throw new TimeoutException(); })));
        }

        using var third = new TinyTraining(folder: folder.Path);
        _ = rand(7); // What the caller drew between must not matter.
        var last = third.Run();
        Assert.Equal(TrainingEnd.Completed, last.End);
        Assert.Equal(whole.Weights, third.Weights());
        Assert.Equal(whole.Optimizer, third.OptimizerBytes());
        Assert.Equal(whole.History, last.History.ToCsv());
        Assert.Equal(whole.Best, (last.BestStep, last.BestValidation));
    }

    [Theory]
    [InlineData("random.shared.0")]
    [InlineData("random.own.0")]
    [InlineData("optimizer")]
    [InlineData("average.in.weight")]
    public void ACheckpointWithoutAnyPartOfTheStateIsNoticed(string part)
    {
        using var folder = new TemporaryFolder();
        var whole = Uninterrupted();
        using (var first = new TinyTraining(folder: folder.Path))
        {
            using var stop = new CancellationTokenSource();
            first.Run(new Callback(step => { if (step.Step == 6) stop.Cancel(); }), token: stop.Token);
        }

        // The deliberate mutation: the part is as it was at the start of a training.
        var file = new CheckpointFolder(folder.Path).Files[0];
        Dictionary<string, Tensor> tensors;
        Dictionary<string, string> texts;
        using (var opened = SafetensorsFile.Open(file))
            (tensors, texts) = (opened.Entries.Keys.ToDictionary(n => n, n => opened.Load(n)), opened.Metadata.ToDictionary());
        using var fresh = new TinyTraining();
        using var freshGenerator = new Generator(5);
        tensors[part] = part switch
        {
            "optimizer" => tensor(fresh.OptimizerBytes()),
            "average.in.weight" => fresh.Model.state_dict()["in.weight"],
            _ => freshGenerator.get_state(),
        };
        Safetensors.Save(file, tensors, texts);

        using var second = new TinyTraining(folder: folder.Path);
        second.Run();
        Assert.NotEqual(whole.Weights, second.Weights());
    }

    [Fact]
    public void AFinishedTrainingIsNotTrainedAgain()
    {
        using var folder = new TemporaryFolder();
        using var first = new TinyTraining(folder: folder.Path);
        var whole = first.Run();
        using var second = new TinyTraining(folder: folder.Path);
        var steps = 0;
        var again = second.Run(new Callback(_ => steps++));
        Assert.Equal(0, steps);
        Assert.Equal(first.Weights(), second.Weights());
        Assert.Equal(whole.History.ToCsv(), again.History.ToCsv());
    }

    [Fact]
    public void ACutCheckpointIsNamedAndTheOneBeforeStays()
    {
        using var folder = new TemporaryFolder();
        var whole = Uninterrupted();
        using (var first = new TinyTraining(folder: folder.Path))
            first.Run();
        var files = new CheckpointFolder(folder.Path).Files;
        Assert.Equal(2, files.Count);
        using (var stream = File.OpenWrite(files[0]))
            stream.SetLength(stream.Length - 100);

        using (var second = new TinyTraining(folder: folder.Path))
        {
            var before = second.Weights();
            var error = Assert.Throws<CheckpointException>(() => second.Run());
            Assert.Contains(files[0], error.Message);
            Assert.Contains(files[1], error.Message);
            Assert.Equal(before, second.Weights());
        }

        File.Delete(files[0]); // What the message advises.
        using var third = new TinyTraining(folder: folder.Path);
        third.Run();
        Assert.Equal(whole.Weights, third.Weights());
    }

    [Fact]
    public void ACheckpointOfOtherSettingsIsRefused()
    {
        using var folder = new TemporaryFolder();
        using var first = new TinyTraining(folder: folder.Path);
        first.Run();
        using var second = new TinyTraining(TinyTraining.Standard with { Seed = 6 }, folder.Path);
        Assert.Contains("another training", Assert.Throws<CheckpointException>(() => second.Run()).Message);
    }

    private static (double[] Weights, byte[] Optimizer, string History, (int?, double?) Best) Uninterrupted()
    {
        using var training = new TinyTraining();
        var result = training.Run();
        return (training.Weights(), training.OptimizerBytes(), result.History.ToCsv(), (result.BestStep, result.BestValidation));
    }
}
