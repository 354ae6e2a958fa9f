using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests;

/// <summary>Arithmetic on a handful of numbers takes a way of its own; its bits must be those of libtorch's kernels.</summary>
public class TinyArithmeticTests
{
    private const int Size = 40; // below the limit of the direct way

    public static TheoryData<ScalarType> FloatingTypes => [ScalarType.Float32, ScalarType.Float64];

    // Random numbers over many magnitudes, and the special ones.
    private static Tensor Numbers(ScalarType dtype, int seed)
    {
        using var generator = new torch.Generator((ulong)seed);
        var values = randn(Size, dtype: dtype, generator: generator) * pow(10, randn(Size, dtype: dtype, generator: generator) * 5);
        using var special = tensor(new[] { 0.0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-45, 3.4e38 }).to_type(dtype);
        values[TensorIndex.Slice(seed, seed + 7)] = special;
        return values;
    }

    // The kernels' answer: the operands repeated to a length beyond the direct way, cut back.
    private static Tensor ByKernel(Tensor operand, Func<Tensor, Tensor> operation) => operation(operand.repeat(8))[..Size];

    private static void AssertSameBits(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.Equal(expected.contiguous().bytes.ToArray(), actual.contiguous().bytes.ToArray());
    }

    [Theory]
    [MemberData(nameof(FloatingTypes))]
    public void TensorsWithTensors(ScalarType dtype)
    {
        var a = Numbers(dtype, 1);
        var b = Numbers(dtype, 4);
        var longer = b.repeat(8);
        AssertSameBits(ByKernel(a, t => t + longer), a + b);
        AssertSameBits(ByKernel(a, t => t - longer), a - b);
        AssertSameBits(ByKernel(a, t => t * longer), a * b);
        AssertSameBits(ByKernel(a, t => t / longer), a / b);
    }

    [Theory]
    [MemberData(nameof(FloatingTypes))]
    public void TensorsWithNumbers(ScalarType dtype)
    {
        var a = Numbers(dtype, 2);
        foreach (var number in (double[])[0.1, -3, 1e-300, 1e300, double.NaN, double.PositiveInfinity, 3.4028235e38])
        {
            AssertSameBits(ByKernel(a, t => t + number), a + number);
            AssertSameBits(ByKernel(a, t => t - number), a - number);
            AssertSameBits(ByKernel(a, t => t * number), a * number);
            AssertSameBits(ByKernel(a, t => t / number), a / number);
        }

        foreach (var number in (long[])[0, 3, -7, 16777217, long.MaxValue])
        {
            AssertSameBits(ByKernel(a, t => t + number), a + number);
            AssertSameBits(ByKernel(a, t => t * number), a * number);
            AssertSameBits(ByKernel(a, t => t / number), a / number);
        }
    }

    [Fact]
    public void WhatNeedsGradientsOrPromotionTakesTheKernels()
    {
        using var x = tensor(new[] { 2f, 3f }, requires_grad: true);
        using var y = (x * x).sum();
        y.backward();
        Assert.Equal([4f, 6f], x.grad!.data<float>().ToArray());
        Assert.Equal(ScalarType.Float64, (ones(2) + ones(2, dtype: float64)).dtype);
        Assert.Equal(ScalarType.Float32, (ones(2, dtype: int32) / 2).dtype);
        Assert.Equal([2, 2], (ones(2, 1) + ones(2)).shape);
    }

    [Fact]
    public void OneSliceAgreesWithTheGeneralWay()
    {
        using var t = arange(12).reshape(6, 2);
        Assert.Equal([0L, 1L, 2L, 3L], t[..2].data<long>().ToArray());
        Assert.Equal([8L, 9L, 10L, 11L], t[^2..].data<long>().ToArray());
        Assert.Equal([2L, 3L, 6L, 7L], t[TensorIndex.Slice(1, 5, 2)].data<long>().ToArray());
        Assert.Equal([6, 2], t[TensorIndex.Colon].shape);
        Assert.Equal([0, 2], t[4..2].shape);
    }
}
