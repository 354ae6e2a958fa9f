using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Modules;

public class ContainerTests
{
    [Fact]
    public void DictionariesKeepTheirOrderAndRegisterEveryChange()
    {
        using var dictionary = nn.ModuleDict(("b", nn.Linear(2, 2, hasBias: false)), ("a", nn.Linear(2, 1, hasBias: false)));
        dictionary.Add("c", nn.Linear(1, 1, hasBias: false));
        Assert.Equal(["b.weight", "a.weight", "c.weight"], dictionary.state_dict().Keys);
        Assert.True(dictionary.Remove("b"));
        Assert.False(dictionary.Remove("b"));
        dictionary["a"] = nn.Linear(3, 3, hasBias: false);
        dictionary.Insert(0, ("z", nn.Linear(1, 2, hasBias: false)));
        Assert.Equal(["z.weight", "a.weight", "c.weight"], dictionary.state_dict().Keys);
        Assert.Equal([3L, 3], dictionary.get_parameter("a.weight")!.shape);
        Assert.True(dictionary.TryGetValue("z", out var z) && ReferenceEquals(z, dictionary[0].Item2));
        Assert.Throws<ArgumentException>(() => dictionary.Add("a", z));
        Assert.Throws<ArgumentException>(() => dictionary[0] = ("a", z));
        Assert.Contains("[z, a, c]", Assert.Throws<KeyNotFoundException>(() => dictionary["q"]).Message, StringComparison.Ordinal);
        Assert.Equal(["z", "a", "c"], ((IDictionary<string, Linear>)dictionary).Keys);
        dictionary.clear();
        Assert.Empty(dictionary.Keys);
        Assert.Empty(dictionary.parameters());
    }

    [Fact]
    public void ParametersInListsAndDictionariesTrain()
    {
        using var model = new Mixed();
        Assert.Equal(["gains.0", "gains.1", "shifts.up", "layers.0.weight"], model.state_dict().Keys);
        model.call(ones(3, 2)).sum().backward();
        Assert.Equal([3f, 3f], model.gains[0].grad!.data<float>().ToArray());
        Assert.Equal(3f, model.shifts["up"].grad!.ToSingle());
        model.gains.append(nn.Parameter(ones(1)));
        Assert.Contains("gains.2", model.state_dict().Keys);
        model.gains.RemoveAt(0);
        Assert.Equal(["gains.0", "gains.1", "shifts.up", "layers.0.weight"], model.state_dict().Keys);
        model.@double();
        Assert.All(model.gains, g => Assert.Equal(ScalarType.Float64, g.dtype));
    }

    [Fact]
    public void ASequenceOfOneTypeIsCutIntoSequences()
    {
        using var chain = new Chain(("one", nn.Linear(2, 3)), ("two", nn.Linear(3, 2)));
        chain.append(nn.Linear(2, 1));
        Assert.Equal(["one.weight", "one.bias", "two.weight", "two.bias", "2.weight", "2.bias"], chain.state_dict().Keys);
        chain.register_forward_hook((_, _, y) => y * 0);
        var x = rand(4, 2);
        var head = Assert.IsType<Chain>(chain[..^1]);
        Assert.Equal(2, head.Count);
        Assert.Equal([4L, 2], head.call(x).shape);
        Assert.NotEqual(0f, head.call(x).abs().sum().ToSingle()); // hooks stay with the whole
        Assert.Same(chain[0], head[0]);
        Assert.Equal(["two.weight", "two.bias", "2.weight", "2.bias"], chain[(1, null)].state_dict().Keys);
        Assert.Throws<ArgumentOutOfRangeException>(() => chain[(2, 1)]);
        head.train(on: false);
        Assert.False(chain[0].training);
        Assert.True(chain[2].training);
        using var pair = new Pair(nn.Linear(2, 1), nn.Linear(3, 1));
        Assert.Equal([4L, 1], pair.call(x, rand(4, 3)).shape);
    }

    [Fact]
    public void NothingCanBeRegisteredOnAModuleWithoutParameters()
    {
        using var relu = nn.ReLU();
        Assert.Throws<InvalidOperationException>(() => relu.register_parameter("w", nn.Parameter(ones(1))));
        Assert.Throws<InvalidOperationException>(() => relu.register_buffer("b", ones(1)));
        Assert.Throws<InvalidOperationException>(() => relu.register_module("m", nn.ReLU()));
    }

    private sealed class Mixed : nn.Module<Tensor, Tensor>
    {
        public readonly ParameterList gains = nn.ParameterList(nn.Parameter(ones(2)), nn.Parameter(ones(2)));
        public readonly ParameterDict shifts = nn.ParameterDict(("up", nn.Parameter(zeros(1))));
        private readonly ModuleList<Linear> layers = nn.ModuleList(nn.Linear(2, 1, hasBias: false));

        public Mixed()
            : base(nameof(Mixed))
        {
            RegisterComponents();
            nn.init.ones_(layers[0].weight);
        }

        public override Tensor forward(Tensor input) => layers[0].call(input * gains[0] * gains[1]) + shifts["up"];
    }

    private sealed class Chain(params (string, nn.Module)[] modules) : Sequential<Tensor, Tensor>(modules)
    {
        public override Tensor forward(Tensor input) => Enumerable.Range(0, Count).Aggregate(input, (x, i) => ((nn.Module<Tensor, Tensor>)this[i]).call(x));
    }

    private sealed class Pair(params nn.Module[] modules) : Sequential<Tensor, Tensor, Tensor>(modules)
    {
        public override Tensor forward(Tensor input1, Tensor input2) => ((Linear)this[0]).call(input1) + ((Linear)this[-1]).call(input2);
    }
}
