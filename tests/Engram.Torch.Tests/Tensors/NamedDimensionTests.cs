using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Tensors;

public class NamedDimensionTests
{
    [Fact]
    public void FactoriesAndRenameGiveNames()
    {
        var named = ones(2, 3, names: ["A", "B"]);
        Assert.True(named.has_names());
        Assert.Equal(["A", "B"], named.names);
        Assert.Equal(["C", "D"], named.rename(["C", "D"]).names);
        Assert.Equal(["A", "B"], named.names); // rename gives another handle
        Assert.Equal([null!, null!], named.rename(null).names);
        Assert.Equal(["X", "B"], named.rename_(["X", "..."]).names);
        Assert.False(ones(2, 3).has_names());
        Assert.Equal([null!, null!], ones(2, 3).names);
        Assert.Equal(["A", null!], ones(2, 3).refine_names("A", "...").names);
        Assert.Equal(["T"], tensor(new[] { 1, 2 }, names: ["T"]).names);
    }

    [Fact]
    public void AlignmentMovesTheElements()
    {
        var named = arange(6).reshape(2, 3).rename(["A", "B"]);
        Assert.Equal([3L, 2L], named.align_to("B", "A").shape);
        Assert.Equal(named.T.data<long>().ToArray(), named.align_to("B", "...").data<long>().ToArray());
        Assert.Equal([2L, 1L, 3L], named.align_to("A", "C", "B").shape);
        Assert.Equal(["B", "A"], named.align_as(ones(1, 1, names: ["B", "A"])).names);
    }

    [Fact]
    public void FlattenAndUnflattenByName()
    {
        var named = ones(2, 3, 4, names: ["A", "B", "C"]);
        var flat = named.flatten(["A", "B"], "X");
        Assert.Equal([6L, 4L], flat.shape);
        Assert.Equal(["X", "C"], flat.names);
        var parts = flat.unflatten("X", ("P", 2), ("Q", 3));
        Assert.Equal([2L, 3L, 4L], parts.shape);
        Assert.Equal(["P", "Q", "C"], parts.names);
    }

    [Fact]
    public void WrongNamesAreRefused()
    {
        var named = ones(2, 3, names: ["A", "B"]);
        Assert.Throws<ArgumentException>(() => ones(2, 3, names: ["A"]));
        Assert.Throws<ArgumentException>(() => ones(2, 3, names: ["A", "A"]));
        Assert.Throws<ArgumentException>(() => named.refine_names("C", "B"));
        Assert.Throws<ArgumentException>(() => named.align_to("B"));
        Assert.Throws<ArgumentException>(() => named.unflatten("Z", ("P", 1), ("Q", 2)));
        Assert.Throws<ArgumentException>(() => named.flatten(["B", "A"], "X"));
        Assert.Throws<InvalidOperationException>(() => ones(2, 3).align_to("A", "B"));
    }
}
