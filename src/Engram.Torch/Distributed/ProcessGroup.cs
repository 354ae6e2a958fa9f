using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Distributed;

/// <summary>
/// Processes that compute together, on libtorch's c10d with Gloo over TCP. Every collective must be called by every process, in the same
/// order; the results are the same bits in each. The variables are torchrun's, so that it, Slurm or MPI can start the processes too.
/// </summary>
public sealed class ProcessGroup : IDisposable
{
    private static readonly string[] Names = ["RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"];
    private nint handle;

    private ProcessGroup(nint handle, int rank, int size) => (this.handle, Rank, Size) = (handle, rank, size);

    /// <summary>This process's number, from 0.</summary>
    public int Rank { get; }

    /// <summary>Number of processes.</summary>
    public int Size { get; }

    /// <summary>The group that <c>RANK</c>, <c>WORLD_SIZE</c>, <c>MASTER_ADDR</c> and <c>MASTER_PORT</c> describe; <see langword="null"/> where none is set, so that one script serves one process and many.</summary>
    /// <param name="timeout">How long to wait for the others, here and in each collective; half an hour if nothing is said.</param>
    /// <exception cref="DistributedException">Some variables are missing or no numbers, the others did not come, or the library is not there.</exception>
    public static ProcessGroup? FromEnvironment(TimeSpan? timeout = null)
    {
        var values = Names.ToDictionary(n => n, n => Environment.GetEnvironmentVariable(n) is { Length: > 0 } value ? value : null);
        if (values["RANK"] is null && values["WORLD_SIZE"] is null)
            return null;
        var missing = values.Where(v => v.Value is null).Select(v => v.Key).ToList();
        if (missing.Count > 0)
            throw new DistributedException($"Expected {string.Join(", ", Names)} for a group of processes; missing: {string.Join(", ", missing)}. `./engram launch --nproc N -- …` sets them.");
        int Number(string name, int low, int high) => int.TryParse(values[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number : throw new DistributedException($"{name}: expected a number from {low} to {high}, got \"{values[name]}\".");
        var size = Number("WORLD_SIZE", 1, 100_000);
        return Join(values["MASTER_ADDR"]!, Number("MASTER_PORT", 1, 65535), Number("RANK", 0, size - 1), size, timeout);
    }

    /// <summary>Joins a group and waits until all of it is there.</summary>
    /// <param name="host">Where rank 0 listens.</param>
    /// <param name="port">At which port.</param>
    /// <param name="rank">This process's number, from 0 to size - 1.</param>
    /// <param name="size">Number of processes.</param>
    /// <param name="timeout">How long to wait for the others, here and in each collective; half an hour if nothing is said.</param>
    /// <param name="name">Name of the group; several groups may share one rank 0.</param>
    /// <exception cref="DistributedException">The others did not come in time, the port is taken, or the library is not there.</exception>
    public static ProcessGroup Join(string host, int port, int rank, int size, TimeSpan? timeout = null, string name = "engram")
    {
        if (size < 1 || rank < 0 || rank >= size || port is < 1 or > 65535)
            throw new ArgumentOutOfRangeException(nameof(rank), $"Expected a rank from 0 to size - 1 and a port from 1 to 65535, got rank {rank} of {size} at port {port}.");
        var limit = timeout ?? TimeSpan.FromMinutes(30);
        DistributedLibrary.Require();
        try
        {
            return new(DistributedLibrary.Join(host, port, rank, size, limit.TotalSeconds, name), rank, size);
        }
        catch (DistributedException error)
        {
            throw new DistributedException($"Rank {rank} of {size} did not find the others at {host}:{port} within {limit.TotalSeconds:0} s. Is rank 0 running, is the port free and open? {error.Message}", error);
        }
    }

    /// <summary>Σ over the processes, in place.</summary>
    /// <param name="tensor">A contiguous CPU tensor of the same shape and type everywhere.</param>
    /// <exception cref="DistributedException">A process left, or shapes differ.</exception>
    public void Sum(Tensor tensor) => Reduce(tensor, 0);

    /// <summary>The largest over the processes, element by element, in place.</summary>
    /// <param name="tensor">A contiguous CPU tensor of the same shape and type everywhere.</param>
    /// <exception cref="DistributedException">A process left, or shapes differ.</exception>
    public void Maximum(Tensor tensor) => Reduce(tensor, 2);

    /// <summary>The tensor of one process, in place of everybody's.</summary>
    /// <param name="tensor">A contiguous CPU tensor of the same shape and type everywhere.</param>
    /// <param name="root">Whose.</param>
    /// <exception cref="DistributedException">A process left, or shapes differ.</exception>
    public unsafe void Broadcast(Tensor tensor, int root = 0)
    {
        if (root < 0 || root >= Size)
            throw new ArgumentOutOfRangeException(nameof(root), root, $"Expected a rank from 0 to {Size - 1}.");
        fixed (byte* data = Bytes(tensor))
            DistributedLibrary.Broadcast(Handle(), data, tensor.numel(), (int)tensor.dtype, root);
    }

    /// <summary>Waits until all processes have come here.</summary>
    /// <exception cref="DistributedException">One left, or the time is over.</exception>
    public void Barrier() => DistributedLibrary.Barrier(Handle());

    /// <summary>Leaves the group.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref handle, 0) is var left and not 0)
            DistributedLibrary.Leave(left);
    }

    private unsafe void Reduce(Tensor tensor, int operation)
    {
        fixed (byte* data = Bytes(tensor))
            DistributedLibrary.AllReduce(Handle(), data, tensor.numel(), (int)tensor.dtype, operation);
    }

    private static Span<byte> Bytes(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.device_type == DeviceType.CPU && tensor.is_contiguous()
            ? tensor.bytes : throw new ArgumentException($"Expected a contiguous CPU tensor, got {(tensor.is_contiguous() ? "" : "a strided ")}one on {tensor.device}. Use .contiguous() and .cpu().", nameof(tensor));
    }

    private nint Handle() => handle != 0 ? handle : throw new ObjectDisposedException(nameof(ProcessGroup));
}
