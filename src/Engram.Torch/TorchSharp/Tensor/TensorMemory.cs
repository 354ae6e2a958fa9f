namespace TorchSharp;

/// <summary>
/// Keeps loops without any dispose scope in bounds: the collector does not see native memory, so when the tensors that were
/// created since the last collection hold much more than what survived it, one is run and its finalisers awaited.
/// </summary>
internal static class TensorMemory
{
    // Below this a collection would cost more than the memory is worth.
    private const long FloorKilobytes = 64 * 1024;

    private static long live;
    private static long threshold = 2 * FloorKilobytes;
    private static int isCollecting;

    /// <summary>Kilobytes of native memory held by tensors that nobody has disposed.</summary>
    internal static long LiveKilobytes => Volatile.Read(ref live);

    internal static void Add(int kilobytes)
    {
        if (Interlocked.Add(ref live, kilobytes) > Volatile.Read(ref threshold))
            Collect();
    }

    internal static void Remove(int kilobytes) => Interlocked.Add(ref live, -kilobytes);

    private static void Collect()
    {
        if (Interlocked.Exchange(ref isCollecting, 1) != 0)
            return;
        try
        {
            // Most temporaries are young; the full collection follows only if they were not the cause.
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
            if (LiveKilobytes > Volatile.Read(ref threshold) / 2)
            {
                GC.Collect(2, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
            }

            Volatile.Write(ref threshold, LiveKilobytes + Math.Max(FloorKilobytes, LiveKilobytes / 2));
        }
        finally
        {
            Volatile.Write(ref isCollecting, 0);
        }
    }
}
