using Engram.Notebooks.Kernel;
using Engram.Notebooks.Kernel.Messages;
using Engram.Notebooks.Kernel.Wire;

namespace Engram.Notebooks.Tests.Kernel;

public sealed class ConnectionFileTests : IDisposable
{
    private const string Good = """{"ip":"127.0.0.1","key":"k","transport":"tcp","signature_scheme":"hmac-sha256","shell_port":1,"control_port":2,"stdin_port":3,"iopub_port":4,"hb_port":5}""";
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void AGoodFileIsRead()
    {
        File.WriteAllText(path, Good);
        Assert.Equal(4, ConnectionFile.Load(path).Ports[WireChannel.IOPub]);
    }

    [Theory]
    [InlineData("127.0.0.1", "0.0.0.0", "loopback")]
    [InlineData("127.0.0.1", "example.org", "loopback")]
    [InlineData("\"k\"", "\"\"", "key is empty")]
    [InlineData("tcp", "ipc", "transport")]
    [InlineData("hmac-sha256", "hmac-md5", "signature_scheme")]
    [InlineData("\"shell_port\":1", "\"shell_port\":70000", "shell_port")]
    [InlineData("\"shell_port\":1", "\"shell_port\":\"x\"", "wrong type")]
    [InlineData("{", "{{", "not JSON")]
    public void WhatThisKernelRefusesIsSaid(string before, string after, string reason)
    {
        File.WriteAllText(path, Good.Replace(before, after, StringComparison.Ordinal));
        Assert.Contains(reason, Assert.Throws<KernelException>(() => ConnectionFile.Load(path)).Message);
    }

    [Fact]
    public void AMissingFileIsNamed() => Assert.Contains("no such connection file", Assert.Throws<KernelException>(() => ConnectionFile.Load(path + "x")).Message);
}
