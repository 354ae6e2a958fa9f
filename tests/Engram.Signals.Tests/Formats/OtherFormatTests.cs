using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

/// <summary>Arrays, MAT values and volumes: what was written by numpy, scipy and nibabel, and round trips of our own writers.</summary>
public sealed class OtherFormatTests
{
    private static readonly MatStruct[] Mats = [.. new[] { "small.mat", "smallc.mat" }.Select(n => new MatReader().Read(SignalFile.FromBytes(n, FormatCases.FixtureBytes(n))))];

    [Fact]
    public void MatFilesHoldNumbersTextsCellsAndStructures()
    {
        foreach (var mat in Mats)
        {
            Assert.Equal([[0, 1, 2], [3, 4, 5]], mat["m"].Numbers.ToRows());
            Assert.Equal([0L, 1, 2, 3], mat["i"].Numbers.ToIntegers());
            Assert.Equal("hello", mat["text"].Text);
            Assert.Equal([1, 0], mat["b"].Numbers.ToDoubles());
            Assert.Equal(2, ((MatNumbers)mat["z"]).Imaginary!.Number);
            Assert.Equal(1.5, mat["s"]["a"].Number);
            Assert.Equal("deep", mat["s"]["inner"]["name"].Text);
            Assert.Equal("cell", ((MatCell)mat["c"]).Items[1].Text);
            Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), mat["cube"].Numbers.ToDoubles()); // last axis fastest, as numpy has it
        }
    }

    [Fact]
    public void AMissingFieldIsNamedBesideThoseThatAreThere()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Mats[0]["nothing"]);
        Assert.Contains("nothing", error.Message);
        Assert.Contains("cube", error.Message);
    }

    [Fact]
    public void PickledArraysAreRefused()
    {
        var header = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n";
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), 0x80, 4];
        Assert.Contains("pickled", Assert.Throws<SignalFormatException>(() => new NpyReader().Read(SignalFile.FromBytes("object.npy", bytes))).Message);
    }

    [Theory]
    [InlineData(".npz")]
    [InlineData(".safetensors")]
    public void ArraysSurvive(string extension)
    {
        var arrays = new Dictionary<string, NumericArray> { ["a"] = new([1.5, -2, double.NaN, 4, 5, 6], 2, 3), ["b"] = new([1f, 2f]), ["empty"] = new(ReadOnlySpan<double>.Empty, 0, 4) };
        using var folder = new TemporaryFolder();
        var path = folder.File("x" + extension);
        ArrayFiles.Save(arrays, path);
        var read = ArrayFiles.Load(path);
        Assert.Equal(arrays.Keys, read.Keys);
        foreach (var (name, array) in arrays)
        {
            Assert.Equal(array.Shape, read[name].Shape);
            Assert.Equal(array.Type, read[name].Type);
            Assert.Equal(array.ToDoubles(), read[name].ToDoubles());
        }

        var first = File.ReadAllBytes(path);
        ArrayFiles.Save(read, path);
        Assert.Equal(first, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("v.nii")]
    [InlineData("v.nii.gz")]
    public void VolumesSurvive(string name)
    {
        double[,] affine = { { -0.002, 0, 0.001, 0.09 }, { 0, 0.002, 0, -0.12 }, { 0, 0, 0.003, -0.07 }, { 0, 0, 0, 1 } };
        var volume = new Volume([.. Enumerable.Range(0, 2 * 3 * 4 * 2).Select(i => i / 7f)], [2, 3, 4, 2], affine, [0.002, 0.002, 0.003, 1.5], Provenance.Of("x")) { Metadata = new Dictionary<string, string> { ["description"] = "a test" } };
        using var folder = new TemporaryFolder();
        volume.Save(folder.File(name));
        var read = Volumes.Load(folder.File(name));
        Assert.Equal(volume.Data, read.Data);
        Assert.Equal(volume.Shape, read.Shape);
        Assert.Equal("a test", read.Metadata["description"]);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(volume.VoxelSizes[i], read.VoxelSizes[i], 1e-9);
            for (var j = 0; j < 4; j++)
                Assert.Equal(affine[i, j], read.Affine[i, j], 1e-9);
        }

        Assert.Equal(volume[1, 2, 3, 1], read.Slice(2, 3, 1)[2][1]);
        Assert.Equal(0.09 - 0.002 + 0.003, read.ToMetres(1, 0, 3).X, 1e-9);
        var first = File.ReadAllBytes(folder.File(name));
        read.Save(folder.File(name));
        Assert.Equal(first, File.ReadAllBytes(folder.File(name)));
    }
}
