using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Weights;

/// <summary>Headers that lie: each is refused with the tensor and the field; whatever bytes come, nothing else happens.</summary>
public sealed class SafetensorsLiesTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, null, null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}    """, 8, null, null)]
    [InlineData("""{}""", 0, null, null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,7],"data_offsets":[0,0]},"b":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}""", 1, null, null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "a", "name")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "a", "dtype")]
    [InlineData("""{"a":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}""", 8, "a", "dtype")]
    [InlineData("""{"a":{"dtype":7,"shape":[2],"data_offsets":[0,8]}}""", 8, "a", "dtype")]
    [InlineData("""{"a":{"shape":[2],"data_offsets":[0,8]}}""", 8, "a", "dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "a", "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "a", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "a", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", 8, "a", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,8]}}""", 8, "a", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,0,16],"data_offsets":[0,0]}}""", 0, "a", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""", 8, "a", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "a", "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}}""", 8, "a", "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "a", "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "a", "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, null, "data")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "a", "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "b", "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[5,9]}}""", 9, "b", "data_offsets")]
    [InlineData("""{"a":[1]}""", 0, "a", "entry")]
    [InlineData("""{"__metadata__":{"k":1}}""", 0, null, "__metadata__")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"}}""", 0, null, "__metadata__")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0, null, "__metadata__")]
    [InlineData("""{"a\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, null, "header")]
    [InlineData("""[1]""", 0, null, "header")]
    [InlineData(""" {}""", 0, null, "header")]
    [InlineData("""{"a":""", 0, null, "header")]
    [InlineData("""{} {}""", 0, null, "header")]
    [InlineData("", 0, null, "header")]
    public void ALieIsNamed(string header, int dataLength, string? tensor, string? field)
    {
        var json = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. new byte[dataLength]]);
        if (field is null)
        {
            Safetensors.Load(path);
            return;
        }

        var error = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path));
        Assert.Equal((path, tensor, field), (error.File, error.Tensor, error.Field));
    }

    [Fact]
    public void LengthsAndTextThatCannotBeAreRefused()
    {
        foreach (var bytes in (byte[][])[[], [1, 2, 3], [.. BitConverter.GetBytes(100_000_001UL)], [.. BitConverter.GetBytes(ulong.MaxValue)], [.. BitConverter.GetBytes(3UL), (byte)'{', (byte)'}']])
        {
            File.WriteAllBytes(path, bytes);
            Assert.Equal("header length", Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path)).Field);
        }

        File.WriteAllBytes(path, [.. BitConverter.GetBytes(7UL), (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'}']);
        Assert.Contains("UTF-8", Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwentyThousandMutatedFilesGiveAValueOrTheTypedException()
    {
        Safetensors.Save(path, new Dictionary<string, Tensor> { ["weight"] = ones(2, 3), ["bias"] = zeros(3, float64), ["mask"] = ones(5, @bool), ["half"] = ones(4, float16) }, new Dictionary<string, string> { ["format"] = "pt" });
        var whole = File.ReadAllBytes(path);
        var headerLength = (int)BitConverter.ToUInt64(whole);
        var random = new Random(20);
        string[] pieces = ["\"", "{", "}", "[", "]", ",", ":", "-", "9", "0", "e9", "null", "\\ud800", "\"dtype\":\"F64\",", "18446744073709551615", "F16", "é", "\0"];
        var (values, refusals) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            List<byte> bytes = [.. whole];
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(8, Math.Min(8 + headerLength, bytes.Count));
                switch (random.Next(7))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes[at] ^= (byte)(1 << random.Next(8));
                        break;
                    case 2:
                        bytes.RemoveRange(at, random.Next(1, Math.Min(9, bytes.Count - at)));
                        break;
                    case 3:
                        bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
                        break;
                    case 4:
                        bytes[random.Next(8)] = (byte)random.Next(256);
                        break;
                    case 5:
                        bytes[random.Next(8 + headerLength, whole.Length) % bytes.Count] ^= 0xFF;
                        break;
                    default:
                        bytes = bytes[..random.Next(9, bytes.Count)];
                        break;
                }

                if (bytes.Count < 10)
                    break;
            }

            File.Delete(path); // a new file each time: some file systems wait for the disk when one is overwritten
            File.WriteAllBytes(path, [.. bytes]);
            try
            {
                foreach (var tensor in Safetensors.Load(path).Values)
                    tensor.Dispose();
                values++;
            }
            catch (SafetensorsException e)
            {
                Assert.Equal(path, e.File);
                refusals++;
            }
        }

        Assert.True(values > 500 && refusals > 10_000, $"{values} values, {refusals} refusals: the mutations test too little");
    }
}
