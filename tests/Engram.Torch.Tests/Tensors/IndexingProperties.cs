using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Tensors;

/// <summary>Slicing and broadcasting against <see cref="StridedReference"/>, over random shapes and indices (fixed seeds).</summary>
public class IndexingProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20_240_613, 11);

    private static readonly Gen<long[]> Shapes = Gen.Choose(1, 4).SelectMany(n => Gen.ArrayOf(Gen.Choose(1, 5).Select(i => (long)i), n));

    /// <summary>What stands at one place of an indexer: 0 number, 1 slice, 2 new axis, 3 all, with its three numbers.</summary>
    private static readonly Gen<(int Kind, int A, int B, int Step)> Places =
        Gen.Choose(0, 3).SelectMany(kind => Gen.Choose(-7, 7).SelectMany(a => Gen.Choose(-7, 7).SelectMany(b => Gen.Choose(1, 3).Select(step => (kind, a, b, step)))));

    private static readonly Gen<(long[] Shape, (int Kind, int A, int B, int Step)[] Places)> Indices =
        Shapes.SelectMany(shape => Gen.ArrayOf(Places, shape.Length).Select(places => (shape, places)));

    [Fact]
    public void ReadingAnIndexGivesTheReferencesElements() => Prop.ForAll(Arb.From(Indices), given =>
    {
        using var scope = NewDisposeScope();
        var (reference, index) = Resolve(given);
        var result = tensor(reference.Data).reshape(given.Shape)[index];
        return result.shape.SequenceEqual(reference.Shape) && result.data<long>().ToArray().SequenceEqual(reference.Elements());
    }).Check(Runs);

    [Fact]
    public void WritingAnIndexChangesTheReferencesElementsAndNoOthers() => Prop.ForAll(Arb.From(Indices), given =>
    {
        using var scope = NewDisposeScope();
        var (reference, index) = Resolve(given);
        var whole = tensor(reference.Data).reshape(given.Shape);
        whole[index] = tensor(99L);
        var expected = reference.Data.ToArray();
        foreach (var position in reference.Positions())
            expected[position] = 99;
        return whole.data<long>().ToArray().SequenceEqual(expected);
    }).Check(Runs);

    [Fact]
    public void ArithmeticBroadcastsAsTheReferenceDoes() => Prop.ForAll(Arb.From(Shapes), Arb.From(Gen.Choose(0, 15)), Arb.From(Gen.Choose(0, 15)), (shape, leftMask, rightMask) =>
    {
        using var scope = NewDisposeScope();

        // each side keeps some dimensions and has size 1 in the others; the right side also drops leading ones
        var left = StridedReference.Dense(Masked(shape, leftMask));
        var right = StridedReference.Dense(Masked(shape, rightMask).SkipWhile(s => s == 1).ToArray());
        var target = broadcast_shapes(left.Shape, right.Shape).Shape;
        var expected = left.BroadcastTo(target).Elements().Zip(right.BroadcastTo(target).Elements(), (a, b) => (a * 10) - b);
        var a = tensor(left.Data).reshape(left.Shape);
        var b = tensor(right.Data).reshape(right.Shape);
        var result = (a * 10) - b;
        return result.shape.SequenceEqual(target) && result.data<long>().ToArray().SequenceEqual(expected)
            && a.broadcast_to(target).contiguous().data<long>().ToArray().SequenceEqual(left.BroadcastTo(target).Elements());
    }).Check(Runs);

    [Fact]
    public void ShapesThatDoNotBroadcastAreRefusedByBoth() => Prop.ForAll(Arb.From(Shapes), Arb.From(Shapes), (left, right) =>
    {
        using var scope = NewDisposeScope();
        var fits = left.Reverse().Zip(right.Reverse()).All(p => p.First == p.Second || p.First == 1 || p.Second == 1);
        var error = Record.Exception(() => ones(left) + ones(right));
        return fits ? error is null : error is TorchException && Record.Exception(() => broadcast_shapes(left, right)) is ArgumentException;
    }).Check(Runs);

    // A reference with another rule than Python's must be told apart, else the properties above prove nothing.
    [Fact]
    public void AWrongReferenceIsCaught() => Assert.ThrowsAny<Exception>(() => Prop.ForAll(Arb.From(Indices), given =>
    {
        using var scope = NewDisposeScope();
        var (reference, index) = Resolve(given);
        var bent = reference with { Offset = 0 };
        return tensor(reference.Data).reshape(given.Shape)[index].data<long>().ToArray().SequenceEqual(bent.Elements());
    }).Check(Runs));

    private static long[] Masked(long[] shape, int mask) => [.. shape.Select((size, i) => (mask & (1 << i)) == 0 ? size : 1)];

    private static (StridedReference Reference, TensorIndex[] Index) Resolve((long[] Shape, (int Kind, int A, int B, int Step)[] Places) given)
    {
        var reference = StridedReference.Dense(given.Shape);
        var index = new List<TensorIndex>();
        var dimension = 0;
        foreach (var (kind, a, b, step) in given.Places)
        {
            switch (kind)
            {
                case 0:
                    var size = reference.Shape[dimension];
                    var position = ((a % size) + size) % size - (b < 0 ? size : 0); // valid, and negative for half of them
                    reference = reference.Select(dimension, position);
                    index.Add(position);
                    break;
                case 1:
                    long? start = a == 7 ? null : a;
                    long? stop = b == 7 ? null : b;
                    reference = reference.Slice(dimension++, start, stop, step);
                    index.Add(TensorIndex.Slice(start, stop, step));
                    break;
                case 2:
                    reference = reference.NewAxis(dimension++);
                    index.Add(TensorIndex.None);
                    break;
                default:
                    dimension++;
                    index.Add(TensorIndex.Colon);
                    break;
            }
        }

        return (reference, [.. index]);
    }
}
