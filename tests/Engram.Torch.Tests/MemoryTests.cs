using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests;

public class MemoryTests
{
    [Fact]
    public void ALoopWithoutScopesStaysInBounds()
    {
        var layer = nn.Sequential(nn.Linear(256, 512), nn.ReLU(), nn.Linear(512, 256));
        var optimizer = optim.Adam(layer.parameters());
        var x = randn(256, 256);
        long steady = 0;
        long peak = 0;
        for (var step = 0; step < 400; step++)
        {
            optimizer.zero_grad();
            var loss = nn.functional.mse_loss(layer.call(x), x);
            loss.backward();
            optimizer.step();
            var now = Environment.WorkingSet;
            if (step == 150)
                steady = now;
            peak = Math.Max(peak, now);
        }

        Assert.True(peak < 2 * steady, $"steady {steady >> 20} MB, peak {peak >> 20} MB");
    }

    [Fact]
    public void TenThousandSmallStepsWithoutScopesStayUnderTwiceTheirSteadyMemory()
    {
        var layer = nn.Sequential(nn.Linear(16, 32), nn.ReLU(), nn.Linear(32, 16));
        var optimizer = optim.Adam(layer.parameters());
        var x = randn(8, 16);
        var before = LiveTensors();
        long steadyMemory = 0, steadyTensors = 0, peakMemory = 0, peakTensors = 0;
        for (var step = 0; step < 10_000; step++)
        {
            optimizer.zero_grad();
            nn.functional.mse_loss(layer.call(x), x).backward();
            optimizer.step();
            peakTensors = Math.Max(peakTensors, Tensor.TotalCount);
            if (step % 100 == 0)
                peakMemory = Math.Max(peakMemory, Environment.WorkingSet);
            if (step == 4_000)
                (steadyMemory, steadyTensors) = (peakMemory, peakTensors);
        }

        Assert.True(peakMemory < 2 * steadyMemory, $"steady {steadyMemory >> 20} MB, peak {peakMemory >> 20} MB");
        Assert.True(peakTensors < 2 * steadyTensors, $"steady {steadyTensors} tensors, peak {peakTensors}");
        optimizer.zero_grad();
        var after = LiveTensors();
        Assert.True(after <= before + 16, $"{before} tensors before, {after} after"); // two moments of four parameters, and what the last step still holds
        GC.KeepAlive((layer, optimizer, x));
    }

    private static long LiveTensors()
    {
        for (var round = 0; round < 3; round++) // what finalisers let go of needs another collection
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return Tensor.TotalCount;
    }

    [Fact]
    public void NothingLeaksFromAScopedStep()
    {
        var model = nn.Sequential(nn.Linear(4, 8), nn.GELU(), nn.Linear(8, 2));
        var optimizer = optim.AdamW(model.parameters());
        void Step()
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.cross_entropy(model.call(randn(16, 4)), randint(2, [16])).backward();
            optimizer.step();
        }

        Step();
        var before = LiveTensors();
        for (var i = 0; i < 50; i++)
            Step();
        Assert.Equal(before, LiveTensors());
    }
}
