using System.Text.Json;
using Engram.Modeling.Configuration;
using Engram.Modeling.Training;
using Engram.Modeling.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Training;

/// <summary>Schedules against closed forms and torch's own (tests/oracles/modeling_schedules.py).</summary>
public class ScheduleTests
{
    private static readonly Dictionary<string, double[]> Torch = JsonSerializer.Deserialize<Dictionary<string, double[]>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "schedules.json")))!;

    private static readonly ISchedule[] All =
    [
        new ConstantSchedule(0.1), new LinearSchedule(0.998, 0.9995, 100), new ExponentialSchedule(0.1, 0.9, 10),
        new CosineSchedule(0.1, 100, 10, 0.001, 0.01), new TrapezoidSchedule(0.1, 100, 10, 20, 0.01, 0.02, true), new OneCycleSchedule(0.1, 100),
    ];

    [Fact]
    public void CurvesAreThoseOfTorch()
    {
        Same("one cycle", new OneCycleSchedule(0.5, 41, 0.2));
        Same("cosine", new CosineSchedule(0.2, 30, End: 0.01));
        Same("exponential", new ExponentialSchedule(0.2, 0.5, 7));

        static void Same(string name, ISchedule schedule)
        {
            for (var step = 0; step < Torch[name].Length; step++)
                Assert.Equal(Torch[name][step], schedule.At(step), 1e-12);
        }
    }

    [Fact]
    public void PublishedCornersAreMet()
    {
        // ECG-JEPA: rate 1e-6 to 1e-3 in 10,000 steps, back to 1e-6 at 100,000; momentum 0.998 to 0.9995; rising weight decay.
        var rate = new CosineSchedule(1e-3, 100_000, 10_000, 1e-6, 1e-6);
        Assert.Equal((1e-6, 1e-3), (rate.At(0), rate.At(10_000)));
        Assert.Equal(1e-6, rate.At(99_999), 1e-12);
        Assert.Equal(1e-6, rate.At(200_000), 1e-12);
        var momentum = new LinearSchedule(0.998, 0.9995, 100_000);
        Assert.Equal((0.998, 0.9995), (momentum.At(0), momentum.At(99_999)));
        Assert.Equal(0.1, new CosineSchedule(0.01, 1000, End: 0.1).At(999), 1e-12);

        // REVE: 10 % up from 1e-5, 80 % flat, 10 % down to 1e-6, again each epoch.
        var trapezoid = new TrapezoidSchedule(1e-3, 100, 10, 10, 1e-5, 1e-6, Repeats: true);
        Assert.Equal((1e-5, 1e-3, 1e-3), (trapezoid.At(0), trapezoid.At(10), trapezoid.At(89)));
        Assert.Equal(1e-6, trapezoid.At(99), 1e-12);
        Assert.Equal(1e-5, trapezoid.At(100), 1e-12);
        Assert.Equal(trapezoid.At(95), trapezoid.At(295), 1e-15);
        Assert.Equal(1e-6, (trapezoid with { Repeats = false }).At(1000), 1e-12);
    }

    [Fact]
    public void SettingsWithEverySurviveJson()
    {
        foreach (var schedule in All)
        {
            var config = TinyTraining.Standard with { LearningRate = schedule };
            Assert.Equal(config, ConfigJson.Read<TrainerConfig>(ConfigJson.Write(config)));
        }

        var unknown = ConfigJson.Write(TinyTraining.Standard).Replace("\"batchSize\"", "\"batch_size\"", StringComparison.Ordinal);
        Assert.Contains("batch_size", Assert.Throws<ConfigException>(() => ConfigJson.Read<TrainerConfig>(unknown)).Message);
        Assert.Throws<ConfigException>(() => ConfigJson.Read<TrainerConfig>("""{ "steps": 3 }"""));
        Assert.Contains("Steps", Assert.Throws<ConfigException>(() => ConfigJson.Read<TrainerConfig>("""{ "steps": 0, "batchSize": 3 }""")).Message);
        Assert.Throws<ConfigException>(() => ConfigJson.Read<TrainerConfig>("{ \"steps\": "));
    }

    [Fact]
    public void EverySchedulesKindIsListedForJson() => Assert.Equal(
        typeof(ISchedule).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(ISchedule)) && t.IsClass).OrderBy(t => t.Name),
        All.Select(s => s.GetType()).OrderBy(t => t.Name));

    [Fact]
    public void LayerWiseDecayAndScheduleGoTogether()
    {
        using var model = new Blocks();
        using var optimizer = ParameterGroups.AdamW(model, 0.1, 0.05, 0.5, ParameterGroups.DepthByBlock("blocks", 2, "stem"));
        var config = new TrainerConfig { Steps = 3, BatchSize = 1, LearningRate = new LinearSchedule(1, 0, 3) };
        var rates = new List<double[]>();
        new Trainer(model, optimizer, config, 1).Run(_ =>
        {
            rates.Add([.. optimizer.ParamGroups.Select(g => g.LearningRate)]);
            return new(new Engram.Modeling.Objectives.LossTerm("sum", model.parameters().Select(p => p.sum()).Aggregate((a, b) => a + b)));
        });

        // Depths: stem 0, blocks 1 and 2, head 3; in each first the biases (no decay), then the matrices.
        double[] factors = [0.125, 0.125, 0.25, 0.25, 0.5, 0.5, 1, 1];
        Assert.Equal([factors, factors.Select(f => f / 2), factors.Select(f => 0.0)], rates);
        Assert.Equal([0, 0.05, 0, 0.05, 0, 0.05, 0, 0.05], optimizer.ParamGroups.Cast<TorchSharp.Modules.AdamW.ParamGroup>().Select(g => g.Options.weight_decay!.Value));
    }

    [Fact]
    public void TheAverageFollowsItsClosedForm()
    {
        // From 0 towards a constant s: after n updates (1 - dⁿ) s.
        using var model = nn.Linear(2, 1, false);
        using (no_grad())
            model.weight!.zero_();
        using var average = new EmaWeights(model);
        using (no_grad())
            model.weight!.fill_(3);
        for (var n = 0; n < 5; n++)
            average.Update(0.8);
        Assert.Equal(3 * (1 - Math.Pow(0.8, 5)), average.Values["weight"][0, 0].ToDouble(), 1e-6);
        average.Swap();
        Assert.Equal(3 * (1 - Math.Pow(0.8, 5)), model.weight![0, 0].ToDouble(), 1e-6);
        average.Swap();
        Assert.Equal(3, model.weight![0, 0].ToDouble());
    }

    private sealed class Blocks : nn.Module
    {
        internal Blocks()
            : base(nameof(Blocks))
        {
            register_module("stem", nn.Linear(2, 2));
            register_module("blocks", nn.ModuleList(nn.Linear(2, 2), nn.Linear(2, 2)));
            register_module("head", nn.Linear(2, 1));
        }
    }

    [Fact]
    public void AOneCycleWithoutARiseStartsAtItsPeak()
    {
        var schedule = new OneCycleSchedule(0.1, 5, 0.2); // a fifth of five steps is one step: nothing to rise over
        Assert.Equal(0.1, schedule.At(0), 12);
        Assert.All(Enumerable.Range(0, 5), step => Assert.True(double.IsFinite(schedule.At(step))));
    }
}
