namespace TorchSharp;

/// <summary>
/// Keeps loops without any dispose scope in bounds: the collector does not see native memory, so when the tensors that were
/// created since the last collection hold much more than what survived it, one is run and its finalisers awaited.
/// </summary>
internal static class TensorMemory
{
    // Below this a collection would cost more than the memory is worth.
    private const long FloorKilobytes = 64 * 1024;

    // One number for both, since every tensor changes both: the count in the upper bits, the kilobytes (up to 2^40) in the lower.
    private const int CountShift = 40;
    private const long OneTensor = 1L << CountShift;

    private static long live;
    private static long peakCount;
    private static long peakKilobytes;
    private static long threshold = 2 * FloorKilobytes;
    private static int isCollecting;

    /// <summary>How many tensors are alive in the process.</summary>
    internal static long LiveCount => Volatile.Read(ref live) >> CountShift;

    /// <summary>Kilobytes of native memory held by tensors that nobody has disposed.</summary>
    internal static long LiveKilobytes => Kilobytes(Volatile.Read(ref live));

    internal static long PeakCount => Volatile.Read(ref peakCount);

    internal static long PeakKilobytes => Volatile.Read(ref peakKilobytes);

    internal static void Add(int kilobytes)
    {
        var now = Interlocked.Add(ref live, OneTensor + kilobytes);
        if (now >> CountShift > Volatile.Read(ref peakCount))
            Volatile.Write(ref peakCount, now >> CountShift);
        if (Kilobytes(now) > Volatile.Read(ref peakKilobytes))
            Volatile.Write(ref peakKilobytes, Kilobytes(now));
        if (Kilobytes(now) > Volatile.Read(ref threshold))
            Collect();
    }

    internal static void Remove(int kilobytes) => Interlocked.Add(ref live, -(OneTensor + kilobytes));

    private static long Kilobytes(long packed) => packed & (OneTensor - 1);

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
