using Engram.Torch.Distributed;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Training;

/// <summary>
/// What a training does differently as one of several processes: each takes its part of every batch, and gradients and losses are
/// averaged by the parts' sizes, so that a loss that is a mean over samples gives the joined batch's gradient.
/// </summary>
internal sealed class DataParallel(ProcessGroup group, IReadOnlyList<Parameter> parameters)
{
    internal int Rank => group.Rank;

    internal int Size => group.Size;

    /// <summary>A seed of this process: dropout and masks must differ between the parts of a batch. Rank 0 has the training's own.</summary>
    internal long Seed(long seed) => unchecked(seed + (Rank * (long)0x9E37_79B9_7F4A_7C15));

    /// <summary>This process's part of a batch; no part is empty where the batch has a sample for each.</summary>
    internal int[] Part(ReadOnlySpan<int> batch)
    {
        var (from, to) = (Bound(batch.Length, Rank), Bound(batch.Length, Rank + 1));
        return batch[from..to].ToArray();
    }

    /// <summary>Everybody's weights become those of rank 0.</summary>
    internal void ShareWeights(nn.Module model)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var weight in model.state_dict().Values.Where(w => w.numel() > 0))
        {
            var sent = weight.detach().contiguous().cpu();
            group.Broadcast(sent);
            if (Rank != 0)
                weight.copy_(sent);
        }
    }

    /// <summary>Whether it holds anywhere.</summary>
    internal bool Any(bool here)
    {
        using var flag = tensor(new[] { here ? 1L : 0L });
        group.Maximum(flag);
        return flag.ToInt64() > 0;
    }

    /// <summary>The value of rank 0.</summary>
    internal double OfFirst(double value)
    {
        using var sent = tensor(new[] { value });
        group.Broadcast(sent);
        return sent.ToDouble();
    }

    /// <summary>Σ over processes of share · value.</summary>
    internal double[] Average(double[] values, double share)
    {
        using var mean = tensor(values) * share;
        group.Sum(mean);
        return mean.data<double>().ToArray();
    }

    /// <summary>Each gradient becomes Σ over processes of share · gradient; one that no process has stays away.</summary>
    internal void AverageGradients(double share)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var reached = tensor(parameters.Select(p => p.grad is null ? 0L : 1L).ToArray());
        group.Maximum(reached);
        var isReached = reached.data<long>().ToArray();
        foreach (var alike in parameters.Where((_, i) => isReached[i] > 0).GroupBy(p => p.dtype))
        {
            var ones = alike.ToList();
            foreach (var parameter in ones.Where(p => p.grad is null))
                parameter.grad = zeros_like(parameter).DetachFromDisposeScope();

            // one message for all: many small ones would each wait for the network
            var joined = cat([.. ones.Select(p => p.grad!.reshape(-1))]).cpu().mul_(share);
            group.Sum(joined);
            var from = 0L;
            foreach (var parameter in ones)
            {
                parameter.grad!.copy_(joined.narrow(0, from, parameter.numel()).view_as(parameter));
                from += parameter.numel();
            }
        }
    }

    /// <summary>Everybody's bytes, by rank.</summary>
    internal Tensor[] Gather(Tensor bytes)
    {
        var all = zeros([Size, bytes.numel()], ScalarType.Byte);
        all[Rank] = bytes.cpu();
        group.Sum(all);
        return [.. Enumerable.Range(0, Size).Select(rank => all[rank].clone())];
    }

    /// <summary>Waits for all.</summary>
    internal void Barrier() => group.Barrier();

    private int Bound(int count, int rank) => (int)((long)count * rank / Size);
}
