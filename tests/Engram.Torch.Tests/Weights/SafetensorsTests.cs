using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Weights;

/// <summary>Files that tests/oracles/safetensors_interop.py wrote from the format's description, and our own.</summary>
public sealed class SafetensorsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("engram-safetensors").FullName;

    private static string Fixture => Path.Combine(AppContext.BaseDirectory, "Fixtures", "interop.safetensors");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void EveryTypeOfThePythonFileIsReadAsItWasWritten()
    {
        var tensors = Safetensors.Load(Fixture);
        var step = arange(6, dtype: float32).reshape(2, 3);
        var expected = new Dictionary<string, Tensor>
        {
            ["f64"] = (step.to_type(float64) / 4) - 0.5, ["f32"] = (step / 4) - 0.5, ["f16"] = ((step / 4) - 0.5).to_type(float16), ["bf16"] = ((step / 4) - 0.5).to_type(bfloat16),
            ["i64"] = (step.to_type(int64) * 3) - 7, ["i32"] = (step.to_type(int32) * 3) - 7, ["i16"] = (step.to_type(int16) * 3) - 7, ["i8"] = (step.to_type(int8) * 3) - 7,
            ["u8"] = step.to_type(uint8) * 50, ["bool"] = step % 2 == 1, ["c64"] = complex(step, -step), ["scalar"] = tensor(2.5f), ["empty"] = zeros(2, 0, 3), ["größe.\"weight\""] = tensor(new[] { 1.5f }),
        };
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), tensors.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, wanted) in expected)
        {
            Assert.Equal(wanted.dtype, tensors[name].dtype);
            Assert.Equal(wanted.shape, tensors[name].shape);
            Assert.True(wanted.eq(tensors[name]).all().ToBoolean(), name);
        }
    }

    [Fact]
    public void WritingWhatWasReadGivesPythonsBytes()
    {
        using var file = SafetensorsFile.Open(Fixture);
        var copy = Path.Combine(folder, "copy.safetensors");
        Safetensors.Save(copy, Safetensors.Load(Fixture).Reverse().ToDictionary(), file.Metadata);
        Assert.Equal(File.ReadAllBytes(Fixture), File.ReadAllBytes(copy));
        Assert.Equal("Ångström", file.Metadata["author"]);
        Assert.Equal([copy], Directory.GetFiles(folder));
    }

    [Fact]
    public void AModuleComesBackWithItsWeights()
    {
        var path = Path.Combine(folder, "model.safetensors");
        var (first, second) = (Model(), Model());
        Safetensors.Save(path, first);
        var (missing, unexpected) = Safetensors.LoadInto(path, second);
        Assert.Empty(missing.Concat(unexpected));
        var x = randn(5, 3);
        first.eval();
        second.eval();
        Assert.True(first.call(x).eq(second.call(x)).all().ToBoolean());
        Assert.Throws<InvalidOperationException>(() => Safetensors.LoadInto(path, nn.Linear(3, 4)));

        static nn.Module<Tensor, Tensor> Model() => nn.Sequential(("in", nn.Linear(3, 4)), ("norm", nn.BatchNorm1d(4)), ("out", nn.Linear(4, 2)));
    }

    [Fact]
    public void ViewsAndTransposesAreWrittenDense()
    {
        var path = Path.Combine(folder, "views.safetensors");
        var x = arange(24, dtype: float32).reshape(4, 6);
        Safetensors.Save(path, new Dictionary<string, Tensor> { ["t"] = x.T, ["part"] = x[TensorIndex.Colon, TensorIndex.Slice(1, 5, 2)], ["tracked"] = x.clone().requires_grad_() });
        var read = Safetensors.Load(path);
        Assert.True(read["t"].eq(x.T).all().ToBoolean() && read["part"].eq(x[TensorIndex.Colon, TensorIndex.Slice(1, 5, 2)]).all().ToBoolean());
        Assert.True(read["tracked"].eq(x).all().ToBoolean() && !read["tracked"].requires_grad);
    }

    [Fact]
    public void AFailedSaveLeavesTheOldFile()
    {
        var path = Path.Combine(folder, "kept.safetensors");
        Safetensors.Save(path, new Dictionary<string, Tensor> { ["a"] = ones(3) });
        var before = File.ReadAllBytes(path);
        var wrong = Assert.Throws<SafetensorsException>(() => Safetensors.Save(path, new Dictionary<string, Tensor> { ["a"] = ones(3), ["z"] = zeros(2, complex128) }));
        Assert.Equal(("z", "dtype"), (wrong.Tensor, wrong.Field));
        var gone = ones(3);
        gone.Dispose();
        Assert.ThrowsAny<InvalidOperationException>(() => Safetensors.Save(path, new Dictionary<string, Tensor> { ["a"] = gone }));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void OneTensorOfALargeFileIsReadAlone()
    {
        const long large = 500L << 20;
        var path = Path.Combine(folder, "large.safetensors");
        var header = $$$"""{"big":{"dtype":"U8","shape":[{{{large}}}],"data_offsets":[0,{{{large}}}]},"small":{"dtype":"F32","shape":[2],"data_offsets":[{{{large}}},{{{large + 8}}}]}}""";
        using (var stream = File.Create(path))
        {
            stream.Write(BitConverter.GetBytes((ulong)header.Length));
            stream.Write(System.Text.Encoding.UTF8.GetBytes(header));
            stream.Seek(large, SeekOrigin.Current);
            stream.Write(BitConverter.GetBytes(1.5f));
            stream.Write(BitConverter.GetBytes(-2f));
        }

        using var file = SafetensorsFile.Open(path);
        Assert.Equal(large, file.Entries["big"].Shape[0]);
        ones(1).Dispose(); // libtorch itself must be there before memory is counted
        var before = Resident();
        Assert.Equal([1.5f, -2f], file.Load("small").data<float>().ToArray());
        Assert.True(Resident() - before < 64L << 20, "loading 8 bytes took more than 64 MB of memory");
    }

    [Fact]
    public void MissingTensorsAndTypesThatTorchLacksAreNamed()
    {
        var path = Path.Combine(folder, "u16.safetensors");
        var header = """{"w":{"dtype":"U16","shape":[1],"data_offsets":[0,2]}}""";
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((ulong)header.Length), .. System.Text.Encoding.UTF8.GetBytes(header), 1, 2]);
        using var file = SafetensorsFile.Open(path);
        Assert.Null(file.Entries["w"].ScalarType);
        Assert.Equal("dtype", Assert.Throws<SafetensorsException>(() => file.Load("w")).Field);
        Assert.Contains("It has: w", Assert.Throws<KeyNotFoundException>(() => file.Load("v")).Message, StringComparison.Ordinal);
        File.AppendAllText(path, "x");
        Assert.Equal("data", Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path)).Field);
    }

    private static long Resident() => long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1]) * Environment.SystemPageSize;
}
