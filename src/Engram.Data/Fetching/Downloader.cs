using System.Net;
using System.Net.Http.Headers;

namespace Engram.Data;

/// <summary>Brings one file over HTTP into a part: goes on where an earlier try stopped, tries again after a pause, and never mixes two versions.</summary>
internal sealed class Downloader(DownloadPolicy policy)
{
    // Certificates are always checked: there is no switch for it.
    private static readonly HttpClient Client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Fetches until the part is whole and has the published checksum.</summary>
    /// <exception cref="DataException">That cannot be had; a part that can be continued stays.</exception>
    public async Task FetchAsync(string address, DataFile file, string part, Action<long, long?> progress, CancellationToken cancellation)
    {
        var furthest = Length(part);
        for (var failures = 0; ;)
        {
            try
            {
                var wasResumed = await ReceiveAsync(address, file, part, progress, cancellation).ConfigureAwait(false);
                if (file.Checksum is not { } expected || Checksum.Of(expected.Kind, part) is var actual && actual == expected)
                    return;

                // the fault may lie in what was here before: once more from the start
                Discard(part);
                if (!wasResumed)
                    throw new DataException(DataFault.Checksum, $"'{file.Path}' came with the {actual}, expected {expected}");
            }
            catch (Exception error) when (error is HttpRequestException or IOException and not DataException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                if (IsDiskFull(error))
                {
                    Discard(part);
                    throw new DataException(DataFault.DiskFull, $"'{file.Path}': the disk of {Path.GetDirectoryName(part)} is full. Free {file.Bytes / 1e6:0.#} MB or set ENGRAM_CACHE to another disk", error);
                }

                var pause = (error as ServerRefusal)?.RequestedPause;
                var progressed = Length(part) > furthest + (1 << 20);
                furthest = Math.Max(furthest, Length(part));
                failures = progressed ? 1 : failures + 1;
                if (failures >= policy.Tries || !IsWorthAnotherTry(error) || pause > policy.LongestRequestedPause)
                    throw new DataException(DataFault.Network, $"'{file.Path}' could not be fetched: {Describe(error)}{(pause > policy.LongestRequestedPause ? $" and asks to wait {pause.Value.TotalMinutes:0} minutes" : "")}", error);
                await policy.Wait(policy.Pause(failures, pause), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A short text, for instance a listing.</summary>
    /// <exception cref="DataException">It cannot be had.</exception>
    public async Task<string> TextAsync(string address, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var part = Path.Combine(folder, $".listing-{Guid.NewGuid():N}.part");
        try
        {
            await FetchAsync(address, new DataFile { Path = address }, part, (_, _) => { }, cancellation).ConfigureAwait(false);
            return await File.ReadAllTextAsync(part, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Discard(part);
        }
    }

    /// <summary>Removes a part with its note.</summary>
    public static void Discard(string part)
    {
        File.Delete(part);
        File.Delete(Note(part));
    }

    public static bool IsDiskFull(Exception error) => error is IOException && (error.HResult & 0xFFFF) is 28 or 112 or 39; // ENOSPC, ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL

    private async Task<bool> ReceiveAsync(string address, DataFile file, string part, Action<long, long?> progress, CancellationToken cancellation)
    {
        var bytes = file.Bytes;
        var (origin, version) = ReadNote(part);
        var have = Length(part);

        // without a checksum only the same strong tag at the same address proves that a part may be continued
        if (have > bytes || (file.Checksum is null && (origin != address || !version.StartsWith('"'))))
        {
            Discard(part);
            have = 0;
        }

        if (have == bytes && have > 0)
            return true;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new("Engram", "0.1"));
        version = origin == address ? version : "";
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            if (version.StartsWith('"')) // only a strong tag may stand in If-Range (RFC 9110, 13.1.5)
                request.Headers.IfRange = new RangeConditionHeaderValue(version);
        }

        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(policy.Silence);
        try
        {
            using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
                Discard(part);
            if (!response.IsSuccessStatusCode)
                throw new ServerRefusal(response.StatusCode, RequestedPause(response));
            var isContinued = IsContinued(response, have, bytes, version, part);
            var total = bytes ?? ((isContinued ? have : 0) + (response.Content.Headers.ContentLength ?? throw new IOException("neither the manifest nor the server tells the length, so that nobody could say whether it is whole")));
            var tag = response.Headers.ETag?.ToString() ?? "";
            if (!isContinued)
                File.WriteAllText(Note(part), $"{address}\n{tag}");
            await CopyAsync(response, part, isContinued ? have : 0, total, silence, progress).ConfigureAwait(false);
            return isContinued;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"less than {policy.LeastBytes} bytes came within {policy.Silence.TotalSeconds:0.#} s");
        }
    }

    private static bool IsContinued(HttpResponseMessage response, long have, long? bytes, string version, string part)
    {
        if (response.StatusCode != HttpStatusCode.PartialContent)
            return false;
        var range = response.Content.Headers.ContentRange;
        if (range?.From != have)
            throw new IOException($"the server sent another range than the one from byte {have}");
        if ((version.Length > 0 && response.Headers.ETag is { } tag && tag.ToString() != version) || (bytes is not null && range.Length is not null && range.Length != bytes))
        {
            Discard(part);
            throw new IOException("the file on the server changed between two parts");
        }

        return true;
    }

    private async Task CopyAsync(HttpResponseMessage response, string part, long start, long total, CancellationTokenSource silence, Action<long, long?> progress)
    {
        RequireSpace(part, total - start);
        using var source = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        using var target = new FileStream(part, start > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read, 0);
        var (received, inWindow) = (start, 0L);
        var buffer = new byte[1 << 17];
        for (int count; (count = await source.ReadAsync(buffer, silence.Token).ConfigureAwait(false)) > 0;)
        {
            if ((inWindow += count) >= policy.LeastBytes)
            {
                inWindow = 0;
                silence.CancelAfter(policy.Silence);
            }

            received += count;
            if (received > total)
                throw new IOException($"the server sent more than the {total} bytes expected");
            await target.WriteAsync(buffer.AsMemory(0, count), silence.Token).ConfigureAwait(false);
            progress(received, total);
        }

        if (received < total)
            throw new IOException($"the connection ended after {received} of {total} bytes");
        target.Flush(flushToDisk: true);
    }

    private void RequireSpace(string part, long bytes)
    {
        long free;
        try
        {
            free = policy.FreeBytes(Path.GetDirectoryName(Path.GetFullPath(part))!);
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return; // some file systems do not tell; then the write itself will
        }

        if (free < bytes)
            throw new DataException(DataFault.DiskFull, $"{bytes / 1e6:0.#} MB are still to come, and the disk of {Path.GetDirectoryName(part)} has {free / 1e6:0.#} MB free. Make room or set ENGRAM_CACHE to another disk");
    }

    private static string Describe(Exception error)
    {
        var cause = error;
        while (cause is HttpRequestException { InnerException: { } inner })
            cause = inner;
        return cause.Message.TrimEnd('.');
    }

    private static TimeSpan? RequestedPause(HttpResponseMessage response) =>
        response.Headers.RetryAfter is not { } after ? null : after.Delta ?? (after.Date is { } date ? TimeSpan.FromTicks(Math.Max(0, (date - DateTimeOffset.UtcNow).Ticks)) : null);

    // No host, no connection, or an answer that will be the same next time: trying again would only make the user wait.
    private static bool IsWorthAnotherTry(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError } => false,
        ServerRefusal refusal => refusal.IsTemporary,
        OperationCanceledException { InnerException: TimeoutException } => false, // the connection's time limit
        FileNotFoundException or DirectoryNotFoundException or PathTooLongException => false, // on our side
        _ => true,
    };

    private static (string Origin, string Version) ReadNote(string part) =>
        File.Exists(Note(part)) && File.ReadAllText(Note(part)).Split('\n') is [var origin, var version] ? (origin, version) : ("", "");

    private static string Note(string part) => part + ".etag";

    private static long Length(string part) => File.Exists(part) ? new FileInfo(part).Length : 0;
}
