using System.Net;
using System.Net.Http.Headers;

namespace Engram.Data;

/// <summary>Fetches one file: resumes a part that is there, checks length and SHA-256, and only then gives the file its name.</summary>
internal static class Download
{
    private const int Tries = 3;
    private static readonly HttpClient Client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = Timeout.InfiniteTimeSpan };

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
                Receive(file, part, progress);
                var actual = Verification.Hash(part);
                if (actual != file.Sha256)
                {
                    File.Delete(part);
                    throw new DataException($"{dataSet}: '{file.Path}' came with the SHA-256 {actual}, the manifest says {file.Sha256}.");
                }

                File.Move(part, target, overwrite: true);
                return;
            }
            catch (Exception error) when (error is HttpRequestException or IOException and not DataException or OperationCanceledException)
            {
                if (attempt == Tries || error is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError })
                    throw new DataException($"{dataSet}: '{file.Path}' could not be fetched: {error.Message} Try again (it goes on where it stopped), or set ENGRAM_DATA_MIRROR.", error);
            }
        }
    }

    private static void Receive(DataFile file, string part, Action<string, long, long>? progress)
    {
        var have = File.Exists(part) ? new FileInfo(part).Length : 0;
        if (have > file.Bytes)
        {
            File.Delete(part);
            have = 0;
        }

        if (have == file.Bytes && have > 0)
            return;
        using var request = new HttpRequestMessage(HttpMethod.Get, file.Url);
        if (have > 0)
            request.Headers.Range = new RangeHeaderValue(have, null);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(30));
        using var response = Client.Send(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        response.EnsureSuccessStatusCode();
        var isContinued = response.StatusCode == HttpStatusCode.PartialContent;
        using var source = response.Content.ReadAsStream(limit.Token);
        using var stream = new FileStream(part, isContinued ? FileMode.Append : FileMode.Create);
        var received = isContinued ? have : 0;
        var buffer = new byte[1 << 16];
        int count;
        while ((count = source.Read(buffer)) > 0)
        {
            received += count;
            if (received > file.Bytes)
                throw new IOException($"the server sent more than the {file.Bytes} bytes of the manifest.");
            stream.Write(buffer, 0, count);
            progress?.Invoke(file.Path, received, file.Bytes);
        }

        if (received < file.Bytes)
            throw new IOException($"the connection ended after {received} of {file.Bytes} bytes.");
    }
}
