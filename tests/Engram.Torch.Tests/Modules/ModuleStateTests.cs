using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Modules;

public class ModuleStateTests
{
    public static TheoryData<string> WithState() => [.. ModuleCases.All.Keys.Where(k => ModuleCases.All[k]().Item1.state_dict().Count > 0)];

    [Theory]
    [MemberData(nameof(WithState))]
    public void AFileBringsAnotherModuleToTheSameState(string name)
    {
        manual_seed(1);
        using var saved = ModuleCases.All[name]().Item1;
        foreach (var value in saved.state_dict().Values.Where(v => v.is_floating_point()))
            value.detach().uniform_(0.1, 1);
        using var other = ModuleCases.All[name]().Item1;
        using var file = new MemoryStream();
        saved.save(file);
        file.Position = 0;
        var loaded = new Dictionary<string, bool>();
        other.load(file, loadedParameters: loaded);
        Assert.Equal(file.Length, file.Position);
        Assert.Equal(saved.state_dict().Keys, loaded.Keys);
        Assert.All(loaded.Values, Assert.True);
        foreach (var (key, value) in saved.state_dict())
            Assert.True(value.Equals(other.state_dict()[key]), key);
    }

    [Fact]
    public void AMissingKeyThrowsUnlessNotStrict()
    {
        using var model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1, hasBias: false));
        var state = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1, hasBias: false)).state_dict();
        state.Remove("1.weight");
        state["extra"] = ones(1);
        var error = Assert.Throws<InvalidOperationException>(() => model.load_state_dict(state));
        Assert.Contains("1.weight", error.Message, StringComparison.Ordinal);
        Assert.Contains("extra", error.Message, StringComparison.Ordinal);
        var before = model.state_dict()["0.bias"].clone();
        var (missing, unexpected) = model.load_state_dict(state, strict: false, skip: ["0.bias"]);
        Assert.Equal(["1.weight"], missing);
        Assert.Equal(["extra"], unexpected);
        Assert.True(model.state_dict()["0.weight"].Equals(state["0.weight"]));
        Assert.True(model.state_dict()["0.bias"].Equals(before));
        Assert.False(before.Equals(state["0.bias"]));
    }

    [Fact]
    public void AWrongShapeNamesTheKeyAndBothShapes()
    {
        using var model = nn.Linear(2, 2);
        var error = Assert.Throws<InvalidOperationException>(() => model.load_state_dict(new() { ["weight"] = ones(3, 2), ["bias"] = ones(2) }));
        Assert.Contains("'weight': expected shape [2, 2], got [3, 2]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOfAnotherModelIsRefusedUnlessNotStrict()
    {
        using var small = nn.Linear(2, 2, hasBias: false);
        using var file = new MemoryStream();
        small.save(file);
        using var big = nn.Linear(2, 2);
        file.Position = 0;
        Assert.Throws<ArgumentException>(() => big.load(file));
        file.Position = 0;
        big.load(file, strict: false);
        Assert.True(big.weight.Equals(small.weight));
        file.Position = 0;
        big.load(file, skip: ["bias"]);
    }

    [Fact]
    public void ATruncatedFileIsAnError()
    {
        using var model = nn.Linear(4, 4);
        using var file = new MemoryStream();
        model.save(file);
        file.SetLength(file.Length - 5);
        file.Position = 0;
        Assert.Contains("16 bytes", Assert.Throws<FormatException>(() => model.load(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAssignedParameterTakesThePlaceOfTheOldOne()
    {
        using var model = nn.Linear(2, 3);
        model.weight = nn.Parameter(ones(3, 2));
        Assert.Equal(["weight", "bias"], model.state_dict().Keys);
        Assert.Same(model.weight, model.get_parameter("weight"));
        model.bias = null;
        Assert.Equal(["weight"], model.state_dict().Keys);
        Assert.Equal(2f, model.call(ones(1, 2))[0, 0].ToSingle());
    }

    [Fact]
    public void MovingKeepsTheObjectsAndChangesFloatingPointOnly()
    {
        using var model = nn.Sequential(nn.Conv1d(1, 2, 3), nn.BatchNorm1d(2));
        var before = model.parameters().ToArray();
        Assert.Same(model, model.to(ScalarType.Float64));
        Assert.Equal(before, model.parameters(), ReferenceEqualityComparer.Instance);
        Assert.All(model.parameters(), p => Assert.True(p.dtype == ScalarType.Float64 && p.requires_grad));
        Assert.Equal([ScalarType.Float64, ScalarType.Float64, ScalarType.Int64], model.buffers().Select(b => b.dtype));
        Assert.Equal(ScalarType.Float64, model.call(ones(2, 1, 5, dtype: ScalarType.Float64)).dtype);
        Assert.All(model.to("cpu", non_blocking: true).half().parameters(), p => Assert.Equal(ScalarType.Float16, p.dtype));
    }

    [Fact]
    public void AModuleWithItsOwnMoveIsAsked()
    {
        using var part = new Moved();
        using var model = nn.Sequential(part);
        model.@double();
        Assert.Equal(ScalarType.Float64, part.Hidden.dtype);
    }

    [Fact]
    public void WeightsOfALossMoveWithItAndTheCallersStays()
    {
        var weight = ones(3);
        using (var loss = nn.CrossEntropyLoss(weight))
        {
            loss.@double();
            Assert.Equal(ScalarType.Float64, loss.weight!.dtype);
        }

        Assert.Equal(ScalarType.Float32, weight.dtype);
        Assert.Equal(3f, weight.sum().ToSingle());
    }

    [Fact]
    public void CreateBuildsAModuleFromAFile()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var saved = new TwoWeights();
            saved.save(path);
            using var created = (TwoWeights)nn.Module.Create<TwoWeights>(path);
            Assert.True(created.first.Equals(saved.first));
            Assert.Throws<ArgumentException>(() => nn.Module.Create<Linear>(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void CopiesOfALayerDrawNoNumbersAndTrainApart()
    {
        manual_seed(3);
        using var layer = nn.TransformerDecoderLayer(4, 2, 8, 0).to(ScalarType.Float64);
        var next = randn(1);
        manual_seed(3);
        using var again = nn.TransformerDecoderLayer(4, 2, 8, 0);
        using var stack = nn.TransformerDecoder(layer, 2);
        Assert.True(next.Equals(randn(1)));
        var parameters = stack.parameters().ToArray();
        Assert.All(parameters, p => Assert.Equal(ScalarType.Float64, p.dtype));
        Assert.True(parameters[0].Equals(parameters[parameters.Length / 2]));
        using (no_grad())
            parameters[0].add_(1);
        Assert.False(parameters[0].Equals(parameters[parameters.Length / 2]));
    }

    private sealed class TwoWeights : nn.Module<Tensor, Tensor>
    {
        public readonly Parameter first = new(randn(2));
        private readonly Parameter second = new(randn(1));

        public TwoWeights()
            : base(nameof(TwoWeights)) => RegisterComponents();

        public override Tensor forward(Tensor input) => input * first + second;
    }

    private sealed class Moved : nn.Module<Tensor, Tensor>
    {
        public Tensor[] Tables = [ones(2)];

        public Moved()
            : base(nameof(Moved)) => RegisterComponents();

        public Tensor Hidden => Tables[0];

        public override Tensor forward(Tensor input) => input + Tables[0];

        protected override nn.Module _to(ScalarType dtype, bool non_blocking)
        {
            if (ReplaceBuffer(dtype, null, Tables[0], out var moved))
                Tables[0] = moved;
            return base._to(dtype, non_blocking);
        }
    }
}
