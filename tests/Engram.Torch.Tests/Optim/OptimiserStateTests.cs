using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Optim;

/// <summary>An optimiser that is saved half-way and loaded elsewhere goes on as if nothing had happened.</summary>
public class OptimiserStateTests
{
    public static TheoryData<string> Names() => [.. OptimiserParityTests.Cases.Keys.Where(n => !n.StartsWith("LBFGS", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void ALoadedOptimiserGoesOnWithTheSameBits(string name)
    {
        var (a, b) = OptimiserParityTests.Start();
        using var first = (OptimizerHelper)OptimiserParityTests.Cases[name](a, b);
        Advance(first, a, b, 1, 7);
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        first.save_state_dict(writer);
        var (fromFile, fromDictionary) = (Copy(a, b), Copy(a, b));
        using var second = (OptimizerHelper)OptimiserParityTests.Cases[name](fromFile.A, fromFile.B);
        using var third = (OptimizerHelper)OptimiserParityTests.Cases[name](fromDictionary.A, fromDictionary.B);
        file.Position = 0;
        second.load_state_dict(new BinaryReader(file));
        third.load_state_dict(first.state_dict());
        Assert.All(first.state_dict().State.Zip(second.state_dict().State), p => Assert.True(p.First.ApproximatelyEquals(p.Second)));
        Assert.Equal(file.Length, file.Position);
        Advance(first, a, b, 8, 12);
        Assert.All(first.state_dict().State.Zip(second.state_dict().State), p => Assert.False(p.First.ApproximatelyEquals(p.Second)));
        Advance(second, fromFile.A, fromFile.B, 8, 12);
        Advance(third, fromDictionary.A, fromDictionary.B, 8, 12);
        Assert.True(a.eq(fromFile.A).all().ToBoolean() && b.eq(fromFile.B).all().ToBoolean(), "from the file");
        Assert.True(a.eq(fromDictionary.A).all().ToBoolean() && b.eq(fromDictionary.B).all().ToBoolean(), "from the dictionary");
    }

    [Fact]
    public void AFileOfAnotherOptimiserOrACutOneIsRefusedAndChangesNothing()
    {
        var (a, b) = OptimiserParityTests.Start();
        using var adam = optim.Adam([a, b]);
        Advance(adam, a, b, 1, 2);
        using var file = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(file));
        using var sgd = optim.SGD([a, b], 0.1);
        file.Position = 0;
        Assert.Contains("Adam", Assert.Throws<FormatException>(() => sgd.load_state_dict(new BinaryReader(file))).Message, StringComparison.Ordinal);
        var kept = ((Adam.State)adam.state_dict().State[0]).exp_avg.clone();
        for (var length = 0; length < file.Length; length += 7)
            Assert.Throws<FormatException>(() => adam.load_state_dict(new BinaryReader(new MemoryStream(file.ToArray()[..length]))));
        Assert.True(kept.eq(((Adam.State)adam.state_dict().State[0]).exp_avg).all().ToBoolean());
        using var single = optim.Adam([nn.Parameter(zeros(2))]);
        Assert.Throws<ArgumentException>(() => single.load_state_dict(adam.state_dict()));
    }

    [Fact]
    public void GroupsOfAnotherKindAndSharedParametersAreRefused()
    {
        var (a, b) = OptimiserParityTests.Start();
        using var adam = optim.Adam([a]);
        Assert.Throws<ArgumentException>(() => adam.add_param_group(new SGD.ParamGroup([b])));
        Assert.Throws<ArgumentException>(() => adam.add_param_group(new Adam.ParamGroup([a])));
        Assert.Throws<ArgumentException>(() => optim.Rprop([a, a]));
        Assert.Throws<ArgumentOutOfRangeException>(() => optim.RAdam([a], beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => optim.ASGD([a], double.NaN));
        adam.add_param_group(new Adam.ParamGroup([b], new Adam.Options { LearningRate = 0.5 }));
        Assert.Equal([0.001, 0.5], adam.ParamGroups.Select(g => g.LearningRate));
    }

    [Fact]
    public void LbfgsNeedsAClosureAndFindsTheMinimumOfAQuadratic()
    {
        var x = nn.Parameter(tensor(new[] { 3.0, -2, 5 }));
        using var optimizer = optim.LBFGS([x], 0.5, max_iter: 50);
        Assert.Throws<ArgumentNullException>(() => optimizer.step(null!));
        for (var i = 0; i < 10; i++)
        {
            optimizer.step(() =>
            {
                optimizer.zero_grad();
                var loss = ((x - tensor(new[] { 1.0, 2, 3 })) * tensor(new[] { 1.0, 3, 0.2 })).square().sum();
                loss.backward();
                return loss;
            });
        }

        Assert.True(x.allclose(tensor(new[] { 1.0, 2, 3 }), 1e-3, 1e-3));
    }

    private static void Advance(optim.Optimizer optimizer, Parameter a, Parameter b, int from, int to)
    {
        for (var step = from; step <= to; step++)
            OptimiserParityTests.Advance(optimizer, a, b, step);
    }

    private static (Parameter A, Parameter B) Copy(Tensor a, Tensor b) => (nn.Parameter(a.detach().clone()), nn.Parameter(b.detach().clone()));
}
