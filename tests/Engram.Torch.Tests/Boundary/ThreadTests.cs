using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Boundary;

/// <summary>Tensors in several C# threads at once.</summary>
public class ThreadTests
{
    private static T[] OnThreads<T>(int count, Func<int, T> work)
    {
        var results = new T[count];
        var errors = new List<Exception>();
        var threads = Enumerable.Range(0, count).Select(i => new Thread(() =>
        {
            try
            {
                results[i] = work(i);
            }
            catch (Exception error)
            {
                lock (errors)
                    errors.Add(error);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Empty(errors);
        return results;
    }

    [Fact]
    public void EachThreadTrainsItsOwnModelToTheSameBits()
    {
        float[] Train(int seed)
        {
            using var scope = NewDisposeScope();
            using var generator = new torch.Generator((ulong)seed);
            var w = randn([8, 8], generator: generator).requires_grad_();
            var x = randn([16, 8], generator: generator);
            for (var step = 0; step < 50; step++)
            {
                w.grad = null;
                nn.functional.relu(x.matmul(w)).pow(2).mean().backward();
                using (no_grad())
                    w.sub_(w.grad! * 0.1);
            }

            return w.data<float>().ToArray();
        }

        var alone = Enumerable.Range(0, 4).Select(Train).ToArray();
        var together = OnThreads(4, Train);
        Assert.Equal(alone, together);
        Assert.NotEqual(alone[0], alone[1]);
    }

    [Fact]
    public void ScopesAndModesBelongToTheirThread()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var seen = OnThreads(2, i =>
        {
            Assert.Null(CurrentDisposeScope);
            using var inner = NewDisposeScope();
            var made = ones(4);
            Assert.Equal(1, inner.DisposablesCount);
            return (IsRecording: is_grad_enabled(), Kept: made.MoveToOuterDisposeScope());
        });
        Assert.Equal(0, scope.DisposablesCount);
        foreach (var (isRecording, kept) in seen)
        {
            Assert.True(isRecording);
            scope.Attach(kept);
        }

        Assert.Equal(2, scope.DisposablesCount);
        seen[0].Kept.Dispose();
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void OneGraphMayRunBackInManyThreads()
    {
        using var x = ones(64, requires_grad: true);
        var losses = Enumerable.Range(0, 8).Select(i => (x * i).sum()).ToArray();
        OnThreads(8, i =>
        {
            losses[i].backward();
            return 0;
        });
        Assert.Equal(28f, x.grad![5].item<float>()); // 0 + 1 + ... + 7
    }

    [Fact]
    public void AnErrorIsReportedToTheThreadThatMadeIt()
    {
        var messages = OnThreads(4, i =>
        {
            for (var round = 0; round < 50; round++)
            {
                var error = Assert.ThrowsAny<ExternalException>(() => ones(2, i + 3).matmul(ones(2, i + 3)));
                Assert.Contains($"Float32[2, {i + 3}]", error.Message);
            }

            return i;
        });
        Assert.Equal([0, 1, 2, 3], messages);
    }

    [Fact]
    public void TheNumberOfThreadsIsSetAndRefusedBelowOne()
    {
        var before = get_num_threads();
        try
        {
            using var generator = new torch.Generator(3);
            using var x = randn([200, 200], generator: generator);
            set_num_threads(1);
            Assert.Equal(1, get_num_threads());
            using var one = (x + 1).exp();
            set_num_threads(2);
            Assert.Equal(2, get_num_threads());
            using var two = (x + 1).exp();
            Assert.True(one.Equals(two));
            Assert.ThrowsAny<ExternalException>(() => set_num_threads(0));
        }
        finally
        {
            set_num_threads(before);
        }
    }
}
