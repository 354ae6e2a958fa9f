using System.Net;
using System.Net.Http.Headers;

namespace Engram.Data;

/// <summary>Fetches one file: resumes a part that is there, checks length and SHA-256, and only then gives the file its name.</summary>
internal static class Download
{
    private const int Tries = 3;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = Timeout.InfiniteTimeSpan };

    public static void Fetch(string dataSet, DataFile file, string target, Action<string, long, long>? progress)
    {
        if (file.Url.Length == 0)
            throw new DataException($"{dataSet}: '{file.Path}' has no stable address. Put it into {Path.GetDirectoryName(target)} or a mirror (ENGRAM_DATA_MIRROR).");
        if (Environment.GetEnvironmentVariable("ENGRAM_OFFLINE") == "1")
            throw new DataException($"{dataSet}: '{file.Path}' is not here and ENGRAM_OFFLINE=1 forbids fetching it.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var part = target + ".part";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var wasResumed = ReceiveAsync(file, part, progress).GetAwaiter().GetResult();
                var actual = Verification.Hash(part);
                if (actual == file.Sha256)
                {
                    File.Move(part, target, overwrite: true);
                    return;
                }

                // the fault may lie in the part that was here before: once more from the start
                File.Delete(part);
                if (!wasResumed || attempt == Tries)
                    throw new DataException($"{dataSet}: '{file.Path}' came with the SHA-256 {actual}, the manifest says {file.Sha256}.");
            }
            catch (Exception error) when (error is HttpRequestException or IOException and not DataException or OperationCanceledException)
            {
                if (attempt == Tries || !IsWorthAnotherTry(error))
                    throw new DataException($"{dataSet}: '{file.Path}' could not be fetched: {error.Message.TrimEnd('.')}. Try again (it goes on where it stopped), or set ENGRAM_DATA_MIRROR.", error);
            }
        }
    }

    // No host, no connection, or an answer that will be the same next time: trying again would only make the user wait.
    private static bool IsWorthAnotherTry(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } => false,
        HttpRequestException { StatusCode: { } status } => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestedRangeNotSatisfiable or >= HttpStatusCode.InternalServerError,
        OperationCanceledException { InnerException: TimeoutException } => false, // the connection's time limit
        _ => true,
    };

    private static async Task<bool> ReceiveAsync(DataFile file, string part, Action<string, long, long>? progress)
    {
        var have = File.Exists(part) ? new FileInfo(part).Length : 0;
        if (have > file.Bytes)
        {
            File.Delete(part);
            have = 0;
        }

        if (have == file.Bytes && have > 0)
            return true;
        using var request = new HttpRequestMessage(HttpMethod.Get, file.Url);
        if (have > 0)
            request.Headers.Range = new RangeHeaderValue(have, null);
        using var silence = new CancellationTokenSource(Silence);
        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            File.Delete(part);
        response.EnsureSuccessStatusCode();
        var isContinued = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        if (response.StatusCode == HttpStatusCode.PartialContent && !isContinued)
            throw new IOException($"the server sent another range than the one from byte {have}.");
        using var source = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        using var stream = new FileStream(part, isContinued ? FileMode.Append : FileMode.Create);
        var received = isContinued ? have : 0;
        var buffer = new byte[1 << 16];
        int count;
        while ((count = await source.ReadAsync(buffer, silence.Token).ConfigureAwait(false)) > 0)
        {
            silence.CancelAfter(Silence);
            received += count;
            if (received > file.Bytes)
                throw new IOException($"the server sent more than the {file.Bytes} bytes of the manifest.");
            await stream.WriteAsync(buffer.AsMemory(0, count), silence.Token).ConfigureAwait(false);
            progress?.Invoke(file.Path, received, file.Bytes);
        }

        if (received < file.Bytes)
            throw new IOException($"the connection ended after {received} of {file.Bytes} bytes.");
        return isContinued;
    }
}
