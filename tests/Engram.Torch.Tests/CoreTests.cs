using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests;

public class CoreTests
{
    [Fact]
    public void TensorsAreCreatedWithTorchSharpsDefaultTypes()
    {
        Assert.Equal(ScalarType.Float32, zeros(2, 3).dtype);
        Assert.Equal(ScalarType.Float64, tensor(1.0).dtype);
        Assert.Equal(ScalarType.Int32, tensor(1).dtype);
        Assert.Equal(ScalarType.Int32, tensor(new[] { 1, 2 }).dtype);
        Assert.Equal(ScalarType.Int64, full(2, 3, 1).dtype);
        Assert.Equal(ScalarType.Int64, arange(5).dtype);
        Assert.Equal([2, 3], ones(2, 3).shape);
        Assert.Equal([1f, 2f, 3f, 4f], tensor(new float[,] { { 1, 2 }, { 3, 4 } }).data<float>().ToArray());
    }

    [Fact]
    public void ArithmeticAndBackwardMatchTheClosedForm()
    {
        using var x = tensor(new[] { 1f, 2f, 3f }, requires_grad: true);
        using var y = (x * x * 2.0 + 1 - x / 2).sum();
        y.backward();
        Assert.Equal([3.5f, 7.5f, 11.5f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void ShapeErrorsNameOperatorAndShapesAndDoNotEndTheProcess()
    {
        var error = Assert.ThrowsAny<ExternalException>(() => matmul(randn(2, 3), randn(2, 3)));
        Assert.Contains("aten::matmul", error.Message);
        Assert.Contains("Float32[2, 3]", error.Message);
    }

    [Fact]
    public void IndexersFollowPyTorch()
    {
        var t = arange(24).reshape(2, 3, 4);
        Assert.Equal(23, t[1, 2, 3].item<long>());
        Assert.Equal([2, 2, 4], t[.., 1..3].shape);
        Assert.Equal([3, 4], t[^1].shape);
        Assert.Equal([1, 3, 4], t[..^1].shape);
        Assert.Equal([4], t[0, 1].shape);
        Assert.Equal([2, 3], t[TensorIndex.Ellipsis, 0].shape);
        Assert.Equal([2, 1, 3, 4], t[.., TensorIndex.None].shape);
        var picked = t[TensorIndex.Tensor(tensor(new[] { 1L, 0L, 1L }))];
        Assert.Equal([3, 3, 4], picked.shape);
        var mask = t.gt(20);
        Assert.Equal([21L, 22L, 23L], t[mask].data<long>().ToArray());
        t[0] = zeros(3, 4, int64);
        Assert.Equal(0, t[0].sum().item<long>());
        t[mask] = tensor(-1L);
        Assert.Equal(-1, t[1, 2, 3].item<long>());
    }

    [Fact]
    public void EqualSeedsGiveEqualBits()
    {
        manual_seed(7);
        var a = randn(100);
        manual_seed(7);
        var b = randn(100);
        Assert.True(a.Equals(b));
        Assert.False(a.Equals(randn(100)));
    }

    [Fact]
    public void AStoppedUseAfterDisposeSaysSo()
    {
        var t = ones(2);
        t.Dispose();
        var error = Assert.Throws<InvalidOperationException>(() => t.sum());
        Assert.Contains("disposed", error.Message);
    }

    [Fact]
    public void ScopesDisposeWhatTheyHold()
    {
        var before = Tensor.TotalCount;
        Tensor kept;
        using (var scope = NewDisposeScope())
        {
            var a = ones(3);
            kept = (a + 1).MoveToOuterDisposeScope();
            Assert.Equal(1, scope.DisposablesCount);
        }

        Assert.Equal(2f, kept[0].item<float>());
        kept.Dispose();
    }

    private sealed class Square : autograd.SingleTensorFunction<Square>
    {
        public override string Name => nameof(Square);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            return x * x;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [grad_output * 2 * ctx.get_saved_variables()[0]];
    }

    [Fact]
    public void CustomFunctionsDifferentiateByTheirOwnBackward()
    {
        using var x = tensor(new[] { 3f, -1f }, requires_grad: true);
        using var y = Square.apply(x);
        y.sum().backward();
        Assert.Equal([6f, -2f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void ReductionsAgreeWithTheirDefinitions()
    {
        var t = tensor(new double[,] { { 1, 2, 3 }, { 4, 5, 9 } });
        Assert.Equal([2.0, 6.0], t.mean([1]).data<double>().ToArray());
        Assert.Equal(7, t.std([1])[1].item<double>() * t.std([1])[1].item<double>(), 9);
        var (values, indices) = t.topk(2, 1);
        Assert.Equal([3.0, 2.0, 9.0, 5.0], values.data<double>().ToArray());
        Assert.Equal([2L, 1L, 2L, 1L], indices.data<long>().ToArray());
        Assert.Equal(24.0, t.sum().ToDouble());
        Assert.Equal(5.0, (10 / t)[0, 1].item<double>());
        Assert.Equal(-1.0, (1 - t)[0, 1].item<double>());
    }
}
