using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests;

/// <summary>
/// Operators that leave out the layers above the kernel must give the bits, shapes and types of the way through them: the twin of
/// each case requires a gradient, and so takes the whole way.
/// </summary>
public class DirectCallTests
{
    private static readonly ScalarType[] Types = [ScalarType.Float32, ScalarType.Float64];

    private static void AssertSame(Tensor tracked, Tensor direct)
    {
        Assert.True(tracked.requires_grad);
        Assert.False(direct.requires_grad);
        Assert.Equal(tracked.dtype, direct.dtype);
        Assert.Equal(tracked.shape, direct.shape);
        Assert.Equal(tracked.stride(), direct.stride());
        Assert.Equal(tracked.detach().contiguous().bytes.ToArray(), direct.contiguous().bytes.ToArray());
    }

    private static void AssertSame(Tensor operand, Func<Tensor, Tensor> operation)
    {
        using var tracked = operand.detach().requires_grad_();
        AssertSame(operation(tracked), operation(operand));
    }

    // dense, of every small and some larger size; views with an offset, with gaps, turned; empty
    private static IEnumerable<Tensor> Operands(ScalarType dtype)
    {
        using var generator = new torch.Generator(11);
        var x = randn([40, 60], dtype: dtype, generator: generator);
        yield return x;
        yield return x[3..5, 1..4];
        yield return x.t();
        yield return x[7].reshape(6, 10);
        yield return x[TensorIndex.Slice(0, 40, 3)];
        yield return x[..1, ..1];
        yield return x[..0];
    }

    [Fact]
    public void Arithmetic()
    {
        foreach (var x in Types.SelectMany(Operands))
        {
            var other = (x * 0.37) + 1;
            AssertSame(x, t => t + other);
            AssertSame(x, t => t - other);
            AssertSame(x, t => t * other);
            AssertSame(x, t => t / other);
            AssertSame(x, t => t + (2 * other[..1]));
            AssertSame(x, t => t * 0.1);
            AssertSame(x, t => t / 3);
            AssertSame(x, t => t - 1e-3f);
            AssertSame(x, t => t + long.MaxValue);
            AssertSame(x, t => t * true);
            AssertSame(x, t => t * ones(1, dtype: float64));
        }
    }

    [Fact]
    public void Functions()
    {
        foreach (var x in Types.SelectMany(Operands))
        {
            foreach (var function in (Func<Tensor, Tensor>[])[t => t.neg(), t => t.relu(), t => t.exp(), t => t.log(), t => t.tanh(), t => t.sigmoid(), t => t.sqrt(), t => nn.functional.silu(t)])
                AssertSame(x, function);
        }
    }

    [Fact]
    public void Products()
    {
        foreach (var dtype in Types)
        {
            using var generator = new torch.Generator(5);
            foreach (var (rows, inner, columns) in ((long, long, long)[])[(8, 8, 8), (2, 3, 5), (1, 4, 3), (4, 1, 3), (4, 3, 1), (33, 70, 17), (0, 3, 2), (600, 4, 3)])
            {
                var a = randn([rows, inner], dtype: dtype, generator: generator);
                var b = randn([inner, columns], dtype: dtype, generator: generator);
                var bias = randn([columns], dtype: dtype, generator: generator);
                AssertSame(a, t => t.matmul(b));
                AssertSame(a, t => t.mm(b));
                AssertSame(a.t().contiguous().t(), t => t.matmul(b));
                AssertSame(a, t => t.matmul(b.t().contiguous().t()));
                AssertSame(a, t => nn.functional.linear(t, b.t(), bias));
                AssertSame(a, t => nn.functional.linear(t, b.t().contiguous(), bias));
                AssertSame(a.unsqueeze(0), t => t.bmm(b.unsqueeze(0)));
            }
        }
    }

    [Fact]
    public void SelectionsAndSlices()
    {
        foreach (var x in Operands(ScalarType.Float32).Where(x => x.shape[0] > 0))
        {
            var n = x.shape[0];
            foreach (var i in (long[])[0, n - 1, -1, -n])
                AssertSame(x, t => t[i]);
            foreach (var i in (long[])[n, -n - 1, long.MaxValue, long.MinValue])
                Assert.Contains("index", Assert.ThrowsAny<System.Runtime.InteropServices.ExternalException>(() => x[i]).Message);
            foreach (var start in (long?[])[null, 0, 1, n, n + 5, -1, -n - 9, -(1L << 40)])
            {
                foreach (var stop in (long?[])[null, 0, 2, n, -1, long.MaxValue])
                {
                    AssertSame(x, t => t[TensorIndex.Slice(start, stop)]);
                    AssertSame(x, t => t[TensorIndex.Slice(start, stop, 3)]);
                    AssertSame(x, t => t[TensorIndex.Colon, TensorIndex.Slice(start, stop, 2)]);
                }
            }
        }
    }

    [Fact]
    public void ErrorsAreThoseOfTheWholeWay()
    {
        foreach (var operation in (Func<Tensor, Tensor>[])[t => t + ones(3, 7), t => t.matmul(ones(3, 7)), t => nn.functional.linear(t, ones(4, 5), ones(4)), t => t.mm(ones(2))])
        {
            var direct = Assert.ThrowsAny<System.Runtime.InteropServices.ExternalException>(() => operation(ones(2, 2)));
            var whole = Assert.ThrowsAny<System.Runtime.InteropServices.ExternalException>(() => operation(ones(2, 2, requires_grad: true)));
            Assert.Equal(whole.Message, direct.Message);
        }
    }

    [Fact]
    public void ResultsGrowAndShareLikeAnyTensor()
    {
        using var sum = ones(4) + 1; // its memory is not from libtorch's own allocator
        using var view = sum.view(2, 2);
        sum.add_(1);
        Assert.Equal([3f, 3f, 3f, 3f], view.data<float>().ToArray());
        using var product = ones(2) * 5;
        product.resize_([100]).fill_(2);
        Assert.Equal(200f, product.sum().item<float>());
    }
}
