using System.Collections;

namespace TorchSharp.Modules;

/// <summary>A data set in batches, in order or shuffled. The same seed gives the same order in every pass.</summary>
public class DataLoader<T, S> : IEnumerable<S>, IDisposable
{
    public DataLoader(torch.utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, torch.Device, S> collate_fn, IEnumerable<long> shuffler, torch.Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        (this.dataset, batch_size, this.collate_fn, sampler) = (dataset, batchSize, collate_fn, shuffler);
        (Device, num_workers, this.drop_last) = (device ?? torch.CPU, Math.Max(1, num_worker), drop_last);
        (DisposeBatch, DisposeDataset) = (disposeBatch, disposeDataset);
    }

    public DataLoader(torch.utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, torch.Device, S> collate_fn, bool shuffle = false, torch.Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, shuffle ? new Utils.FisherYatesShuffler(dataset.Count, seed) : InOrder(dataset.Count), device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    public torch.utils.data.Dataset<T> dataset { get; }

    public int batch_size { get; }

    public bool drop_last { get; }

    public IEnumerable<long> sampler { get; }

    public int num_workers { get; }

    public Func<IEnumerable<T>, torch.Device, S> collate_fn { get; }

    public torch.Device Device { get; }

    public bool DisposeBatch { get; }

    public bool DisposeDataset { get; }

    /// <summary>How many batches a pass gives.</summary>
    public long Count => drop_last ? dataset.Count / batch_size : (dataset.Count + batch_size - 1) / batch_size;

    public IEnumerator<S> GetEnumerator()
    {
        foreach (var indices in sampler.Chunk(batch_size))
        {
            if (drop_last && indices.Length < batch_size)
                yield break;
            S batch;
            using (var scope = torch.NewDisposeScope())
            {
                var items = new T[indices.Length];
                if (num_workers == 1)
                {
                    for (var i = 0; i < items.Length; i++)
                        items[i] = dataset.GetTensor(indices[i]);
                }
                else
                {
                    Parallel.For(0, items.Length, new ParallelOptions { MaxDegreeOfParallelism = num_workers }, i => items[i] = dataset.GetTensor(indices[i]));
                }

                batch = collate_fn(items, Device);
                foreach (var tensor in TensorsOf(batch))
                    tensor.DetachFromDisposeScope();
            }

            yield return batch;
            if (!DisposeBatch)
                continue;
            foreach (var tensor in TensorsOf(batch))
                tensor.Dispose();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && DisposeDataset)
            dataset.Dispose();
    }

    private static IEnumerable<long> InOrder(long count)
    {
        for (var i = 0L; i < count; i++)
            yield return i;
    }

    private static IEnumerable<torch.Tensor> TensorsOf(object? batch) => batch switch
    {
        torch.Tensor tensor => [tensor],
        IDictionary<string, torch.Tensor> named => named.Values,
        IEnumerable<torch.Tensor> list => list,
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => TensorsOf(tuple[i])),
        _ => [],
    };
}
