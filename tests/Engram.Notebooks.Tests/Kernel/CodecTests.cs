using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Engram.Notebooks.Kernel;
using Engram.Notebooks.Kernel.Messages;

namespace Engram.Notebooks.Tests.Kernel;

public class CodecTests
{
    private static readonly byte[] Key = "secret"u8.ToArray();

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var frames = new MessageCodec(Key).Write(["me"u8.ToArray()], "execute_request", null, new JsonObject { ["code"] = "1 + 1 // \u00e9" }, buffers: [[1, 2, 3]]);
        var message = new MessageCodec(Key).Read(frames);
        Assert.Equal(("execute_request", "1 + 1 // \u00e9"), (message.Type, message.Text("code")));
        Assert.Equal([1, 2, 3], Assert.Single(message.Buffers));
    }

    [Fact]
    public void TheSignatureIsTheHmacOfTheFourParts()
    {
        var frames = new MessageCodec(Key).Write([], "status", null, new JsonObject());
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Key, frames[2].Concat(frames[3]).Concat(frames[4]).Concat(frames[5]).ToArray()));
        Assert.Equal(expected, Encoding.ASCII.GetString(frames[1]));
    }

    [Fact]
    public void ForgedReplayedAndMalformedMessagesAreRefused()
    {
        var codec = new MessageCodec(Key);
        var good = codec.Write([], "execute_request", null, new JsonObject { ["code"] = "1" });
        Assert.Equal("the signature is wrong", Assert.Throws<KernelException>(() => codec.Read(new MessageCodec("other"u8.ToArray()).Write([], "x", null, new JsonObject()))).Message);
        var changed = good.ToArray();
        changed[5] = "{\"code\":\"2\"}"u8.ToArray();
        Assert.Throws<KernelException>(() => codec.Read(changed));
        codec.Read(good);
        Assert.Contains("replayed", Assert.Throws<KernelException>(() => codec.Read(good)).Message);
        Assert.Throws<KernelException>(() => codec.Read([]));
        Assert.Throws<KernelException>(() => codec.Read(good[..4]));
        foreach (var header in (string[])["[]", "{", "{\"msg_id\":1,\"msg_type\":\"x\"}", new string('[', 200_000)])
            Assert.Throws<KernelException>(() => codec.Read(Signed(header)));
    }

    [Theory]
    [InlineData("a\U0001F600b", 0, 0)]
    [InlineData("a\U0001F600b", 2, 3)]
    [InlineData("a\U0001F600b", 9, 4)]
    public void CodePointsAndIndicesAgree(string text, int codePoints, int index)
    {
        Assert.Equal(index, CodePoints.ToIndex(text, codePoints));
        Assert.Equal(Math.Min(codePoints, 3), CodePoints.FromIndex(text, index));
    }

    private static byte[][] Signed(string header)
    {
        byte[][] parts = [Encoding.UTF8.GetBytes(header), "{}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray()];
        var signature = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(Key, parts.SelectMany(p => p).ToArray())));
        return ["<IDS|MSG>"u8.ToArray(), signature, .. parts];
    }
}
