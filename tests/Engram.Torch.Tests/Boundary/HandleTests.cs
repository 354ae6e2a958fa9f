using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Boundary;

/// <summary>Wrong handles and wrong arguments give exceptions; nothing is read through them and nothing is left behind.</summary>
public class HandleTests
{
    private static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
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
    public void ThePeakRemembersWhatIsGone()
    {
        using (var large = zeros(1 << 20))
            Assert.True(TensorMemory.LiveKilobytes >= 4096);
        Assert.True(TensorMemory.PeakKilobytes >= 4096);
        Assert.True(Tensor.PeakCount >= Tensor.TotalCount && Tensor.TotalCount >= 0);
    }
}
