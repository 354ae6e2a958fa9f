using System.Text.Json;
using Engram.Modeling.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Training;

public class StableAdamWTests
{
    [Fact]
    public void FollowsItsFormulaThroughAJumpOfTheGradient()
    {
        using var scope = NewDisposeScope();
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "stable-adamw.json"))).RootElement;
        Parameter[] parameters = [Wave([3, 4], 0), Wave([5], 1)];
        using var optimizer = new StableAdamW(parameters, 0.01);
        for (var t = 1; t <= 5; t++)
        {
            Step(optimizer, parameters, t);
            for (var k = 0; k < 2; k++)
            {
                var wanted = expected[t - 1][k].EnumerateArray().Select(v => v.GetDouble()).ToArray();
                var actual = parameters[k].detach().reshape(-1).data<double>().ToArray();
                for (var i = 0; i < wanted.Length; i++)
                    Assert.Equal(wanted[i], actual[i], 12);
            }
        }
    }

    // saved after two steps and loaded into another optimiser, it goes on with the same bits
    [Fact]
    public void ItsStateIsSavedAndALargeGradientMakesASmallStep()
    {
        using var scope = NewDisposeScope();
        Parameter[] first = [Wave([3, 4], 0)], second = [Wave([3, 4], 0)];
        using var optimizer = new StableAdamW(first, 0.01, weightDecay: 0);
        using var other = new StableAdamW(second, 0.01, weightDecay: 0);
        Step(optimizer, first, 1);
        Step(optimizer, first, 2);
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
            optimizer.save_state_dict(writer);
        stream.Position = 0;
        using (var reader = new BinaryReader(stream))
            other.load_state_dict(reader);
        using (no_grad())
            second[0].copy_(first[0]);
        var before = first[0].detach().clone();
        Step(optimizer, first, 3);
        Step(other, second, 3);
        Assert.True(first[0].equal(second[0]).all().ToBoolean());
        Assert.True((first[0] - before).abs().max().ToDouble() < 0.01); // plain AdamW would go about 0.01 · m̂/√v̂ further
        Assert.Throws<ArgumentOutOfRangeException>(() => new StableAdamW(first, epsilon: 0));
    }

    private static void Step(StableAdamW optimizer, Parameter[] parameters, int t)
    {
        optimizer.zero_grad();
        var loss = zeros([], dtype: ScalarType.Float64);
        for (var k = 0; k < parameters.Length; k++)
            loss = loss + (parameters[k] * ((arange(parameters[k].numel(), dtype: ScalarType.Float64) * 1.3) + t + k).cos().reshape(parameters[k].shape) * (t == 3 ? 50 : 1)).sum();
        loss.backward();
        optimizer.step();
    }

    private static Parameter Wave(long[] shape, int k) => nn.Parameter((((arange(shape.Aggregate(1L, (a, b) => a * b), dtype: ScalarType.Float64) * 0.7) + k).sin() * 0.5).reshape(shape));
}
