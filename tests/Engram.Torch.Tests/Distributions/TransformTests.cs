using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions.transforms;

namespace Engram.Torch.Tests.Distributions;

/// <summary>Every transform has python3-torch's values, inverses and Jacobians (tests/oracles/torch_distributions.py).</summary>
public class TransformTests
{
    private static readonly Dictionary<string, Transform> Cases = new()
    {
        ["AbsTransform"] = new AbsTransform(), ["ExpTransform"] = new ExpTransform(), ["LogTransform"] = new LogTransform(), ["TanhTransform"] = new TanhTransform(),
        ["SoftplusTransform"] = new SoftplusTransform(), ["SigmoidTransform"] = new SigmoidTransform(), ["SoftmaxTransform"] = new SoftmaxTransform(),
        ["PowerTransform"] = new PowerTransform(tensor(new[] { 2.0, 0.5, 3.0 })), ["AffineTransform"] = new AffineTransform(tensor(new[] { 1.0, 2, 3 }), tensor(new[] { 2.0, -0.5, 3.0 })),
        ["AffineTransform event"] = new AffineTransform(0.5, -2.0, event_dim: 1), ["ReshapeTransform"] = new ReshapeTransform([2, 3], [3, 2]),
        ["IndepdenentTransform"] = new IndepdenentTransform(new ExpTransform(), 1), ["ComposeTransform"] = new ComposeTransform([new AffineTransform(0.5, -2.0), new SigmoidTransform()]),
        ["ComposeTransform events"] = new ComposeTransform([new ExpTransform(), new ReshapeTransform([2, 3], [6]), new AffineTransform(1.0, 2.0)]),
    };

    private static readonly JsonElement Fixture = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "torch_distributions.json"))).RootElement.GetProperty("transforms");

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ValuesInversesAndJacobiansEqualPythons(string name)
    {
        var (expected, transform) = (Fixture.GetProperty(name), Cases[name]);
        var x = DistributionParityTests.Read(expected.GetProperty("x"));
        var y = transform.forward(x);
        DistributionParityTests.Close(expected.GetProperty("y"), y, name);
        DistributionParityTests.Close(expected.GetProperty("inverse"), transform.inv.forward(y), $"{name}.inv");
        Assert.Equal(expected.GetProperty("bijective").GetBoolean(), transform.bijective);
        Assert.Equal(expected.GetProperty("domain").GetInt32(), transform.domain.event_dim);
        Assert.Equal(expected.GetProperty("codomain").GetInt32(), transform.codomain.event_dim);
        Assert.True(transform.codomain.check(y).all().ToBoolean());
        Assert.Equal(y.shape, transform.forward_shape(x.shape));
        Assert.Equal(x.shape, transform.inverse_shape(y.shape));
        if (transform is not ComposeTransform)
            Assert.Same(transform, transform.inv.inv);
        if (expected.GetProperty("volume").ValueKind == JsonValueKind.Null)
        {
            Assert.Throws<NotSupportedException>(() => transform.log_abs_det_jacobian(x, y));
            return;
        }

        DistributionParityTests.Close(expected.GetProperty("volume"), transform.log_abs_det_jacobian(x, y), $"{name}.log_abs_det_jacobian");
        DistributionParityTests.Close(expected.GetProperty("volume"), -transform.inv.log_abs_det_jacobian(y, x), $"{name}.inv.log_abs_det_jacobian");
    }

    [Fact]
    public void EveryTransformTypeHasACase()
    {
        var types = typeof(distributions.transforms).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Transform))).Select(t => t.Name).ToList();
        Assert.Equal(12, types.Count);
        Assert.DoesNotContain(types, t => !Cases.ContainsKey(t));
        Assert.Equal(Fixture.EnumerateObject().Select(p => p.Name).Order(), Cases.Keys.Order());
    }

    [Fact]
    public void SignsSayWhichWayTheMapGoes()
    {
        Assert.Equal(-1, Cases["ComposeTransform"].sign.ToDouble());
        Assert.Equal([1.0, -1, 1], Cases["AffineTransform"].sign.data<double>().ToArray());
        Assert.Throws<NotSupportedException>(() => Cases["AbsTransform"].sign);
        Assert.Throws<ArgumentException>(() => new ReshapeTransform([2, 3], [5]));
    }
}
