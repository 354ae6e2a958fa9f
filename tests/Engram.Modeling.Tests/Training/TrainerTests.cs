using Engram.Modeling.Configuration;
using Engram.Modeling.Objectives;
using Engram.Modeling.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Training;

/// <summary>What the trainer promises besides exact resume.</summary>
public class TrainerTests
{
    [Fact]
    public void SameSeedSameBitsAndAnotherSeedOthers()
    {
        using TinyTraining a = new(), b = new(), c = new(TinyTraining.Standard with { Seed = 6 });
        a.Run();
        b.Run();
        c.Run();
        Assert.Equal(a.Weights(), b.Weights());
        Assert.NotEqual(a.Weights(), c.Weights());
    }

    [Fact]
    public void TheLossFallsAndTheHistorySurvivesCsv()
    {
        using var training = new TinyTraining(TinyTraining.Standard with { Steps = 300, LearningRate = null, WeightDecay = null, EmaDecay = null });
        var rows = training.Run().History.Rows;
        var checks = rows.Where(r => r.Validation is not null).Select(r => r.Validation!.Value).ToList();
        Assert.Equal(100, checks.Count);
        Assert.True(checks.TakeLast(10).Average() < 0.5 * checks[0], $"{checks[0]} to {checks.TakeLast(10).Average()}");
        var history = TrainingHistory.FromCsv(HistoryOf(rows).ToCsv(), 300);
        Assert.Equal(["fit", "largest", "size"], history.TermNames);
        Assert.Equal(rows.Select(r => (r.Step, r.Loss, r.GradientNorm, r.Validation, r.Terms["fit"])), history.Rows.Select(r => (r.Step, r.Loss, r.GradientNorm, r.Validation, r.Terms["fit"])));
    }

    [Fact]
    public void TheTotalIsTheWeightedSumOfItsTerms()
    {
        using var training = new TinyTraining();
        var result = training.Run();
        Assert.All(result.History.Rows, row => Assert.Equal(row.Terms["fit"] + (0.01 * row.Terms["size"]), row.Loss, 1e-6));
    }

    [Fact]
    public void ValidatingChangesNothingOfTheTraining()
    {
        using TinyTraining with = new(TinyTraining.Standard with { EmaDecay = null }), without = new(TinyTraining.Standard with { EmaDecay = null });
        var a = with.Trainer.Run(with.Loss, () => with.Validation() + randn(3).sum().ToDouble());
        var b = without.Run(validate: false);
        Assert.Equal(b.History.Rows.Select(r => r.Loss), a.History.Rows.Select(r => r.Loss));
    }

    [Fact]
    public void TheCallersRandomStateIsLeftAlone()
    {
        manual_seed(123);
        using var expected = rand(4);
        manual_seed(123);
        using (var training = new TinyTraining())
        {
            manual_seed(123);
            training.Run();
        }

        using var actual = rand(4);
        Assert.Equal(expected.data<float>().ToArray(), actual.data<float>().ToArray());
    }

    [Fact]
    public void EarlyStoppingKeepsTheWeightsOfTheBestValidation()
    {
        using var training = new TinyTraining(TinyTraining.Standard with { Steps = 40, ValidateEvery = 2, Patience = 3, EmaDecay = null });
        var losses = new Queue<double>([5, 4, 1, 2, 3, 4, 0]);
        double[] best = [];
        var result = training.Trainer.Run(training.Loss, () =>
        {
            var loss = losses.Dequeue();
            if (loss == 1)
                best = training.Weights();
            return loss;
        });
        Assert.Equal((TrainingEnd.StoppedEarly, 12, 6, 1.0), (result.End, result.Steps, result.BestStep, result.BestValidation));
        Assert.Equal(best, training.Weights());
        Assert.Single(losses);
    }

    [Fact]
    public void EarlyStoppingNeedsAValidationSet()
    {
        using var training = new TinyTraining(TinyTraining.Standard with { Patience = 1 });
        Assert.Contains("validation", Assert.Throws<ConfigException>(() => training.Run(validate: false)).Message);
    }

    [Fact]
    public void ALossThatIsNoNumberIsNamedWithItsStepAndChangesNoWeight()
    {
        using var training = new TinyTraining();
        double[] before = [];
        var error = Assert.Throws<TrainingException>(() => training.Trainer.Run(context =>
        {
            if (context.Step < 4)
                return training.Loss(context);
            before = training.Weights();
            var weight = training.Model.get_parameter("in.weight")!;
            return new LossTerms(new LossTerm("fine", weight.sum()), new LossTerm("poisoned", weight.sum() * double.NaN));
        }));
        Assert.Contains("'poisoned'", error.Message);
        Assert.Contains("Step 4", error.Message);
        Assert.Equal(before, training.Weights());
    }

    [Fact]
    public void AGradientThatIsNoNumberChangesNoWeight()
    {
        using var training = new TinyTraining();
        var before = training.Weights();
        var error = Assert.Throws<TrainingException>(() => training.Trainer.Run(_ => new LossTerms(new LossTerm("root", (training.Model.get_parameter("in.weight")!.sum() * 0).sqrt()))));
        Assert.Contains("gradient norm", error.Message);
        Assert.Equal(before, training.Weights());
    }

    [Fact]
    public void ALossWithoutGradientIsRefused()
    {
        using var training = new TinyTraining();
        Assert.Contains("does not depend", Assert.Throws<TrainingException>(() => training.Trainer.Run(_ => new LossTerms(new LossTerm("constant", ones(1))))).Message);
        using var other = nn.Parameter(ones(1));
        Assert.Contains("no gradient reached", Assert.Throws<TrainingException>(() => training.Trainer.Run(_ => new LossTerms(new LossTerm("elsewhere", other.sum())))).Message);
    }

    [Fact]
    public void ClippingBoundsTheUpdate()
    {
        // Plain descent: the step is rate · clipped gradient, so its length is at most rate · limit.
        using var weight = nn.Linear(4, 1, false);
        using var optimizer = optim.SGD(weight.parameters(), 0.1);
        var before = weight.weight!.detach().clone();
        var trainer = new Trainer(weight, optimizer, new() { Steps = 1, BatchSize = 1, GradientNormLimit = 2 }, 1);
        var row = trainer.Run(_ => new LossTerms(new LossTerm("steep", weight.weight!.sum() * 100))).History.Rows[0];
        Assert.Equal(200, row.GradientNorm, 1e-3);
        Assert.Equal(0.2, (weight.weight! - before).norm().ToDouble(), 1e-5);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 0)]
    public void AnEmptyBatchIsRefused(int samples, int batch) => Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOrder(samples, batch, 1));

    [Fact]
    public void EveryEpochSeesEverySampleOnceInANewOrder()
    {
        var order = new BatchOrder(10, 4, seed: 3);
        int[] Epoch(int e) => [.. Enumerable.Range(e * 3, 3).SelectMany(s => order.At(s).ToArray())];
        Assert.Equal(3, order.StepsPerEpoch);
        Assert.Equal(Enumerable.Range(0, 10), Epoch(0).Order());
        Assert.Equal(Enumerable.Range(0, 10), Epoch(5).Order());
        Assert.NotEqual(Epoch(0), Epoch(1));
        Assert.Equal(Epoch(1), Epoch(1));
        Assert.Equal(2, new BatchOrder(10, 4, 3, dropLast: true).StepsPerEpoch);
    }

    private static TrainingHistory HistoryOf(IReadOnlyList<TrainingStep> rows)
    {
        var history = new TrainingHistory();
        foreach (var row in rows)
            history.Add(row);
        return history;
    }
}
