using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Engram.Data.Tests;

/// <summary>A server whose certificate nobody vouches for gets no request, whatever it would have answered.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly DataSetFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AnUntrustedCertificateIsRefused()
    {
        using var key = RSA.Create(2048);
        var asked = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = asked.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connections = 0;
        var wasTrusted = false;
        _ = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                connections++;
                using var stream = new SslStream(client.GetStream());
                try
                {
                    await stream.AuthenticateAsServerAsync(certificate);
                    wasTrusted |= await stream.ReadAsync(new byte[1]) > 0;
                }
                catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
                {
                }
            }
        });
        byte[] content = [1, 2, 3];
        folder.Write("data-manifests/set.yaml", DataSetFolder.Manifest("set", "files:", DataSetFolder.File("a.bin", content, $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/a.bin")));
        var error = await Assert.ThrowsAsync<DataException>(() => new DataCatalog(folder.Manifests, folder.Cache, []).FetchAsync("set"));
        Assert.Equal(DataFault.Network, error.Fault);
        Assert.Contains("certificate", error.Message);
        Assert.Equal(1, connections);
        Assert.False(wasTrusted);
    }
}
