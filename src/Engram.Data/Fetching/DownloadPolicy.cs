namespace Engram.Data;

/// <summary>How patient a download is.</summary>
internal sealed record DownloadPolicy
{
    /// <summary>Tries for one file, as long as no try brings new bytes.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>Pause after the first failure; it doubles with each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause does not grow beyond this.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A server that asks for more than this (Retry-After) is not waited for.</summary>
    public TimeSpan LongestRequestedPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Within this time at least <see cref="LeastBytes"/> must come.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A body that comes slower than this in each <see cref="Silence"/> is given up.</summary>
    public int LeastBytes { get; init; } = 16 * 1024;

    /// <summary>Files fetched at the same time.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>How long another process may hold the data set.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Waits; tests replace it.</summary>
    public Func<TimeSpan, CancellationToken, Task> Wait { get; init; } = Task.Delay;

    /// <summary>Free bytes of the disk that holds a folder; tests replace it.</summary>
    public Func<string, long> FreeBytes { get; init; } = folder => new DriveInfo(folder).AvailableFreeSpace;

    public TimeSpan Pause(int failures, TimeSpan? requested) =>
        TimeSpan.FromTicks(Math.Max((requested ?? TimeSpan.Zero).Ticks, (long)Math.Min(LongestPause.Ticks, FirstPause.Ticks * Math.Pow(2, failures - 1))));
}
