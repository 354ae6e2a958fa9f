using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Autograd;

/// <summary>Functions that see a gradient on its way back.</summary>
public class HookTests
{
    [Fact]
    public void AHookSeesTheGradientAndMayReplaceIt()
    {
        using var x = tensor(new[] { 1f, 2f }, requires_grad: true);
        using var y = x * 3;
        float[] seen = [];
        using var watch = y.register_hook(g =>
        {
            seen = g.data<float>().ToArray();
            return null;
        });
        using var twice = y.register_hook(g => g * 2);
        (y * y).sum().backward();
        Assert.Equal([6f, 12f], seen); // 2 y
        Assert.Equal([36f, 72f], x.grad!.data<float>().ToArray()); // 2 . 2 y . 3
    }

    [Fact]
    public void ARemovedHookIsNotCalled()
    {
        using var x = ones(2, requires_grad: true);
        var calls = 0;
        var hook = x.register_hook(_ =>
        {
            calls++;
            return null;
        });
        x.sum().backward();
        hook.Dispose();
        hook.Dispose();
        x.sum().backward();
        Assert.Equal(1, calls);
    }

    [Fact]
    public void AHookThatThrowsEndsTheBackwardPassWithItsOwnException()
    {
        using var x = ones(2, requires_grad: true);
        using var y = x * 2;
        using var hook = y.register_hook(_ => throw new FormatException("the hook's own words"));
        var error = Assert.ThrowsAny<ExternalException>(() => y.sum().backward());
        Assert.Contains("the hook's own words", error.Message);
        Assert.IsType<FormatException>(error.InnerException);
        Assert.Null(x.grad);
        x.sum().backward(); // and the engine is as good as before
        Assert.Equal([1f, 1f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void AHookDiesWithItsTensor()
    {
        static WeakReference Hooked()
        {
            var held = new object();
            using var x = ones(2, requires_grad: true);
            _ = x.register_hook(g => held is null ? g : null);
            return new WeakReference(held);
        }

        var reference = Hooked();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(reference.IsAlive);
    }
}
