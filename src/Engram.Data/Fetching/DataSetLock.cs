namespace Engram.Data;

/// <summary>Lets one process at a time change a data set of the cache. The system frees it when a process ends, however it ends.</summary>
internal static class DataSetLock
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <exception cref="DataException">Another process holds it for longer than the policy's patience.</exception>
    public static async Task<IDisposable> TakeAsync(string dataSet, CacheFolder cache, DownloadPolicy policy, CancellationToken cancellation)
    {
        var path = Path.Combine(cache.State(dataSet), "lock");
        Directory.CreateDirectory(cache.State(dataSet));
        for (var waited = TimeSpan.Zero; ; waited += Poll)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when ((error.HResult & 0xFFFF) is 11 or 35 or 32 or 33) // held: EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
            {
                if (waited > policy.LockPatience)
                    throw new DataException(DataFault.Locked, $"{dataSet}: another process has been fetching for {policy.LockPatience.TotalMinutes:0.#} minutes (it holds {path}). Wait for it or end it.", error);
            }

            await Task.Delay(Poll, cancellation).ConfigureAwait(false);
        }
    }
}
