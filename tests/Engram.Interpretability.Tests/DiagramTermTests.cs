using Engram.Interpretability.Diagrams.Terms;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Tests;

/// <summary>Checks 1 to 4 and 8 of the neural-circuit-diagrams sheet.</summary>
public class DiagramTermTests
{
    private static readonly ArrayType Vector = new(new Axis("a", 3));
    private static readonly ArrayType Matrix = new(new("a", 3), new("b", 4));

    // Check 1: (G c)(X)[…, j] = G(X[…, j]), and H(X[i], Y) for each i
    [Fact]
    public void IndexingBeforeABroadcastIsIndexingAfterIt()
    {
        using var generator = new Generator(1);
        var body = new Softmax(Matrix, "a").Then(new Einsum([Matrix], new ArrayType(new("b", 4), new("a", 3))));
        var outer = new Broadcast(body, new("c", 5));
        var x = Draw(generator, 3, 4, 5);
        var all = outer.Call(x)[0];
        Assert.Equal([4L, 3, 5], all.shape);
        for (var j = 0; j < 5; j++)
            Assert.True(all.select(2, j).allclose(body.Call(x.select(2, j))[0]));

        var inner = new Broadcast(new Einsum([Vector, Matrix], new ArrayType(new Axis("b", 4))), new("c", 5), 0);
        Assert.Equal("c=5 a=3, a=3 b=4 -> c=5 b=4", $"{ArrayType.Text(inner.Domain)} -> {ArrayType.Text(inner.Codomain)}");
        var (u, m) = (Draw(generator, 5, 3), Draw(generator, 3, 4));
        for (var i = 0; i < 5; i++)
            Assert.True(inner.Call(u, m)[0][i].allclose(matmul(u[i], m)));
    }

    // Check 2
    [Fact]
    public void CompositionIsAssociativeAndBesideRespectsIt()
    {
        using var generator = new Generator(2);
        DiagramTerm f = new Pointwise("tanh", Matrix), g = new Softmax(Matrix, "b"), h = new Einsum([Matrix], Vector);
        var x = Draw(generator, 3, 4);
        var expected = f.Then(g).Then(h).Call(x)[0];
        Assert.True(expected.eq(f.Then(g.Then(h)).Call(x)[0]).all().ToBoolean());
        Assert.True(expected.eq(Rearrange.Identity([Matrix]).Then(f).Then(g).Then(h).Then(Rearrange.Identity([Vector])).Call(x)[0]).all().ToBoolean());
        var y = Draw(generator, 3, 4);
        var (left, right) = (f.Then(g).Beside(g.Then(h)).Call(x, y), f.Beside(g).Then(g.Beside(h)).Call(x, y));
        Assert.True(left[0].eq(right[0]).all().ToBoolean() && left[1].eq(right[1]).all().ToBoolean());
    }

    // Check 3: cup then cap is a bare wire
    [Fact]
    public void CupAndCapAreAWireAndTwoTranspositionsNothing()
    {
        using var generator = new Generator(3);
        var x = Draw(generator, 3);
        var unit = new ArrayType(new("a", 3), new("z", 3));
        var wire = new Einsum([Vector, unit], new ArrayType([.. Vector.Axes, new("z", 3)])).Then(new Einsum([unit], new ArrayType(new Axis("z", 3))));
        Assert.True(wire.Call(x, eye(3, dtype: ScalarType.Float64))[0].allclose(x));
        var turned = new ArrayType(new("b", 4), new("a", 3));
        var m = Draw(generator, 3, 4);
        Assert.True(new Einsum([Matrix], turned).Then(new Einsum([turned], Matrix)).Call(m)[0].eq(m).all().ToBoolean());
        Assert.True(new Einsum([Matrix], turned).Call(m)[0].eq(m.t()).all().ToBoolean());
    }

    // Check 4
    [Fact]
    public void ABroadcastLinearMapIsItsProductWithTheIdentity()
    {
        using var generator = new Generator(4);
        var weight = Draw(generator, 3, 6);
        var map = Einsum.Learned(Vector, new ArrayType(new Axis("o", 6)), new ArrayType(new("a", 3), new("o", 6)), weight);
        var x = Draw(generator, 3, 5);
        var identity = einsum("ac,ao,cd->od", x, weight, eye(5, dtype: ScalarType.Float64));
        Assert.True((new Broadcast(map, new("c", 5)).Call(x)[0] - identity).abs().max().ToDouble() < 1e-6);
    }

    // Check 8
    [Fact]
    public void AxesThatDoNotFitAreRefusedAndNamed()
    {
        var f = new Pointwise("relu", Matrix);
        var error = Assert.Throws<DiagramTypeException>(() => f.Then(new Pointwise("relu", new ArrayType(new("a", 3), new("b", 1)))));
        Assert.Contains("Array 0, axis 1: expected b=1, got b=4", error.Message);
        Assert.Throws<DiagramTypeException>(() => f.Then(new Pointwise("relu", new ArrayType(new("a", 3), new("c", 4)))));
        Assert.Throws<DiagramTypeException>(() => f.Then(Rearrange.Identity([Matrix, Vector])));
        Assert.Contains("a=3", Assert.Throws<DiagramTypeException>(() => f.Call(zeros(1, 4))).Message);
        Assert.Throws<DiagramTypeException>(() => f.Call(zeros(3, 4), zeros(3, 4)));
        Assert.Contains("3 and 1", Assert.Throws<DiagramTypeException>(() => new Einsum([Vector, new(new Axis("a", 1))], Vector)).Message);
        Assert.Throws<DiagramTypeException>(() => new Einsum([Vector], Matrix));
        Assert.Throws<DiagramTypeException>(() => new Softmax(Vector, "q"));
        Assert.Throws<ArgumentException>(() => new Pointwise("gelu", Vector));
    }

    [Theory]
    [InlineData("3, 4 2, 6 -> 1 2")]
    [InlineData("y=20 k=16 h=4, x=22 k=16 h=4 -> y=20 x=22 h=4")]
    public void SignaturesSurviveText(string text)
    {
        var (domain, codomain) = ArrayType.ParseSignature(text);
        Assert.Equal(text, $"{ArrayType.Text(domain)} -> {ArrayType.Text(codomain)}");
        Assert.Throws<FormatException>(() => ArrayType.ParseSignature(text.Replace("->", ";", StringComparison.Ordinal)));
        Assert.Throws<FormatException>(() => ArrayType.ParseTuple("k=0"));
        Assert.Throws<FormatException>(() => ArrayType.ParseTuple("k=x"));
    }

    // f(x) used twice and once dropped: copies add, the dropped array has gradient 0
    [Fact]
    public void ACopyBecomesASumAndADropNothing()
    {
        var term = new Rearrange([Vector, Matrix], [0, 0, 0]);
        var gradients = term.Backward().Call(zeros(3), zeros(3, 4), ones(3), ones(3) * 2, ones(3) * 3);
        Assert.Equal([6f, 6, 6], gradients[0].data<float>().ToArray());
        Assert.Equal(0, gradients[1].abs().sum().ToDouble());
    }

    private static Tensor Draw(Generator generator, params long[] sizes) => randn(sizes, dtype: ScalarType.Float64, generator: generator);
}
