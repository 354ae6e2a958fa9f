using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Boundary;

/// <summary>Wrong handles and wrong arguments give exceptions; nothing is read through them and nothing is left behind.</summary>
public class HandleTests
{
    private static long LiveTensors()
    {
        for (var round = 0; round < 3; round++) // what finalisers let go of needs another collection
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return Tensor.TotalCount;
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(0xdeadbeefL)]
    [InlineData(-8L)]
    public void AHandleThatNobodyGaveOutIsRefused(long handle) =>
        Assert.Throws<ArgumentException>(() => Tensor.UnsafeCreateTensor((nint)handle));

    [Fact]
    public void TheHandleOfALiveTensorHasItsOwnerAlready()
    {
        using var t = ones(2);
        Assert.Throws<ArgumentException>(() => Tensor.UnsafeCreateTensor(t.Handle));
        using var parameter = nn.Parameter(t);
        Assert.Throws<ArgumentException>(() => Tensor.UnsafeCreateTensor(parameter.Handle));
        Assert.Equal(2f, t.sum().item<float>());
    }

    [Fact]
    public void AHandleGoesOutAndComesBackOnce()
    {
        var before = LiveTensors();
        var t = ones(3);
        var handle = t.DecoupleFromNativeHandle();
        Assert.True(t.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => t.sum());
        Assert.Throws<InvalidOperationException>(() => t.DecoupleFromNativeHandle());
        t.Dispose();
        using (var back = Tensor.UnsafeCreateTensor(handle))
        {
            Assert.Equal([1f, 1f, 1f], back.data<float>().ToArray());
            Assert.Throws<ArgumentException>(() => Tensor.UnsafeCreateTensor(handle));
        }

        Assert.Throws<ArgumentException>(() => Tensor.UnsafeCreateTensor(handle));
        Assert.Equal(before, LiveTensors());
    }

    [Fact]
    public void ADecoupledTensorHasLeftItsScope()
    {
        nint handle;
        using (var scope = NewDisposeScope())
        {
            handle = ones(3).DecoupleFromNativeHandle();
            Assert.Equal(0, scope.DisposablesCount);
        }

        using var back = Tensor.UnsafeCreateTensor(handle);
        Assert.Equal(3f, back.sum().item<float>());
    }

    [Fact]
    public void DisposingTwiceAndFromManyThreadsReleasesOnce()
    {
        for (var round = 0; round < 200; round++)
        {
            var t = ones(4);
            using var view = t.alias();
            Parallel.For(0, 4, _ => t.Dispose());
            t.Dispose();
            Assert.Equal(4f, view.sum().item<float>());
        }
    }

    [Fact]
    public void ALongListWhoseLastElementIsBadLeavesNothingBehind()
    {
        var parts = Enumerable.Range(0, 500).Select(_ => ones(2)).ToList();
        var before = LiveTensors();
        var disposed = ones(2);
        disposed.Dispose();
        Assert.Throws<InvalidOperationException>(() => cat([.. parts, disposed]));
        Assert.Throws<ArgumentNullException>(() => cat([.. parts, null!]));
        Assert.ThrowsAny<ExternalException>(() => cat([.. parts, ones(2, 2)], 0));
        Assert.ThrowsAny<ExternalException>(() => cat(parts, 7));
        Assert.Equal(before, LiveTensors());
        Assert.Equal(1000, cat(parts).NumberOfElements);
    }

    [Fact]
    public void AListOfResultsIsReleasedWithItsTensors()
    {
        var x = arange(1000);
        var before = LiveTensors();
        foreach (var part in x.chunk(500))
            part.Dispose();
        Assert.Equal(before, LiveTensors());
    }

    [Fact]
    public void MoreMemoryThanThereIsIsAnErrorNotAnEnd()
    {
        foreach (var size in (long[])[1L << 48, 1L << 60, long.MaxValue])
            Assert.ThrowsAny<ExternalException>(() => empty([size], float64));
        Assert.ThrowsAny<ExternalException>(() => ones(2).repeat(1L << 40));
        Assert.ThrowsAny<ExternalException>(() => ones(-1));
    }

    [Fact]
    public void ThePeakRemembersWhatIsGone()
    {
        using (var large = zeros(1 << 20))
            Assert.True(TensorMemory.LiveKilobytes >= 4096);
        Assert.True(TensorMemory.PeakKilobytes >= 4096);
        Assert.True(Tensor.PeakCount >= Tensor.TotalCount && Tensor.TotalCount >= 0);
    }

    /// <summary>Every exported function that takes a handle reports a null one; none reads through it.</summary>
    [Fact]
    public unsafe void NullHandlesAreReportedByTheNativeSideToo()
    {
        NativeMetadata metadata;
        long bits;
        nint result;
        NativeValue value;
        int count;
        int[] statuses =
        [
            Reported(Native.engram_tensor_metadata(0, &metadata)),
            Reported(Native.engram_tensor_item(0, &bits)),
            Reported(Native.engram_tensor_set_requires_grad(0, 1)),
            Reported(Native.engram_tensor_grad(0, &result)),
            Reported(Native.engram_tensor_set_grad(0, 0)),
            Reported(Native.engram_tensor_retain_grad(0)),
            Reported(Native.engram_tensor_set_data(0, 0)),
            Reported(Native.engram_hook_remove(0, 0)),
            Reported(Native.engram_generator_set_seed(0, 1)),
            Reported(Native.engram_generator_get_state(0, &result)),
            Reported(Native.engram_generator_set_state(0, 0)),
            Reported(Native.engram_call(0, &value, 0, &value, 1, &count)),
        ];
        Assert.All(statuses, status => Assert.Equal(-1, status));
        Assert.Equal(0, Native.engram_tensor_alias(0));
        Assert.Equal(-1, Native.engram_operator_arguments(0));
        Native.engram_tensor_release(0);
        Native.engram_generator_release(0);
        Assert.Equal(0, Native.engram_operator("aten::no_such_operator", ""));

        var add = Native.engram_operator("aten::add", "Tensor");
        var arguments = stackalloc NativeValue[3];
        Assert.Equal(-1, Native.engram_call(add, arguments, 2, &value, 1, &count));
        Assert.Contains("expected 3 arguments, got 2", Native.LastError());
        arguments[0].Tag = (NativeTag)99;
        Assert.Equal(-1, Native.engram_call(add, arguments, 3, &value, 1, &count));
    }

    private static int Reported(int status)
    {
        Assert.Contains("null", Native.LastError());
        return status;
    }
}
