using System.Numerics;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Tensors;

/// <summary>Members whose shape differs from a plain operator call.</summary>
public class TensorSurfaceTests
{
    [Fact]
    public void SparseTensors()
    {
        var sparse = sparse_coo_tensor(tensor(new long[,] { { 0, 1 }, { 1, 0 } }), tensor(new[] { 1f, 2f }), [2, 2]);
        Assert.True(sparse.is_sparse);
        Assert.Equal([0f, 1, 2, 0], sparse.to_dense().data<float>().ToArray());
        Assert.Equal([0L, 1, 1, 0], sparse.SparseIndices.data<long>().ToArray());
        Assert.Equal([1f, 2], sparse.SparseValues.data<float>().ToArray());
        Assert.Equal("[2x2], type = Float32, device = cpu", sparse.str());
        Assert.Equal(float64, torch.sparse(tensor(new long[,] { { 0 }, { 1 } }), tensor(new[] { 1f }), [2, 2], float64).dtype);
        Assert.Throws<InvalidOperationException>(() => ones(2).SparseIndices);
        Assert.Throws<InvalidOperationException>(() => sparse.storage<float>());
        Assert.Throws<TorchException>(() => sparse_coo_tensor(tensor(new long[,] { { 5 }, { 0 } }), tensor(new[] { 1f }), [2, 2]));
    }

    [Fact]
    public void ComplexParts()
    {
        var number = tensor(new Complex[] { new(1, 2), new(-3, 4) });
        Assert.Equal([1.0, -3], number.real.data<double>().ToArray());
        Assert.Equal([2.0, 4], number.imag.data<double>().ToArray());
        Assert.Throws<TorchException>(() => ones(2).imag);
        number.real.fill_(7);
        Assert.Equal(new Complex(7, 2), number[0].item<Complex>()); // a view
    }

    [Fact]
    public void RefillingKeepsTheTensorAndItsType()
    {
        var tensor = arange(3);
        Assert.Same(tensor, tensor.ones(2, 2));
        Assert.Equal([1L, 1, 1, 1], tensor.data<long>().ToArray());
        Assert.Equal([2L, 3L], tensor.zeros(2, 3).shape);
        Assert.Equal([1L, 0, 0, 0, 1, 0], tensor.eye(2, 3).data<long>().ToArray());
        Assert.Equal([4L, 4L], tensor.full([2], 4).data<long>().ToArray());
        Assert.Equal([2L, 2L, 2L], tensor.empty(2, 2, 2).shape);
    }

    [Fact]
    public void CastsAndArrays()
    {
        Assert.Equal((float32, float64, int32, int64, int16, uint8), (FloatTensor(arange(3)).dtype, DoubleTensor(arange(3)).dtype, IntTensor(arange(3)).dtype, LongTensor(ones(3)).dtype, ShortTensor(ones(3)).dtype, ByteTensor(ones(3)).dtype));
        Assert.Equal([false, true, true], BoolTensor(arange(3)).data<bool>().ToArray());
        Assert.Equal((float32, float64), (as_tensor((Array)new float[,] { { 1, 2 } }).dtype, as_tensor((Array)new float[,] { { 1, 2 } }, float64).dtype));
        Assert.Equal([1L, 2, 1, 2], tensor(new[] { 1, 2, 3, 4 }, 1, 2, 1, 2).shape);
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1, 2, 3, 4 }, 3, 3));
        Assert.Equal((float32, float64, float32), ((0.5 / arange(1, 3)).dtype, (0.5 / arange(1, 3, dtype: float64)).dtype, (1 / arange(1, 3)).dtype));
    }

    [Fact]
    public void OneElementIsWhatConversionsExpect()
    {
        Assert.Throws<TorchException>(() => ones(3).ToScalar());
        Assert.Throws<TorchException>(() => (float)ones(3));
        Assert.Throws<TorchException>(() => ones(3).ToInt32());
        Assert.Throws<ArgumentException>(() => ones(3).item<float>());
        Assert.Throws<InvalidOperationException>(() => ones(3).is_nonzero());
        Assert.Throws<ArgumentException>(() => ones(3).ReadCpuInt32(0)); // float bits are no integer
        Assert.Throws<ArgumentException>(() => ones(3).amax([0L], false, ones(1, dtype: int64)));
    }

    [Fact]
    public void FilesAreMapped()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [0, 0, 128, 63, 0, 0, 0, 64]);
            using (var own = from_file(path, false, 2, float32))
            {
                Assert.Equal([1f, 2], own.data<float>().ToArray());
                own.add_(1);
            }

            using (var shared = from_file(path, true, 2, float32))
            {
                Assert.Equal([1f, 2], shared.data<float>().ToArray());
                shared.add_(1);
            }

            Assert.Equal([0, 0, 0, 64, 0, 0, 64, 64], File.ReadAllBytes(path)); // 2 and 3
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Throws<TorchException>(() => from_file(path + ".missing", false, 2));
    }

    [Fact]
    public void FrequenciesAreCyclesPerSampleSpacing()
    {
        Assert.Equal([0.0, 0.4, 0.8, -0.8, -0.4], fft.fftfreq(5, 0.5, float64).data<double>().ToArray());
        Assert.Equal([0.0, 0.4, 0.8], fft.rfftfreq(5, 0.5, float64).data<double>().ToArray());
        Assert.True(fft.rfftfreq(5, requires_grad: true).requires_grad);
    }

    [Fact]
    public void OrderedDictKeepsBothOrders()
    {
        var dictionary = new OrderedDict<string, int> { ("b", 1), ("a", 2) };
        dictionary["c"] = 3;
        dictionary["b"] = 4;
        Assert.Equal([("b", 4), ("a", 2), ("c", 3)], ((IList<(string, int)>)dictionary).ToList<(string, int)>());
        Assert.Equal(("a", 2), dictionary[1]);
        Assert.Throws<ArgumentException>(() => dictionary.Add("a", 9));
        Assert.Throws<ArgumentException>(() => dictionary[0] = ("a", 9));
        Assert.Equal(["b", "a", "c"], dictionary.Keys); // a refused change changes nothing
        dictionary[0] = ("z", 5);
        dictionary.Insert(1, ("y", 6));
        Assert.True(dictionary.Remove("a"));
        dictionary.RemoveAt(2);
        Assert.Equal(["z", "y"], dictionary.keys());
        Assert.Equal([5, 6], dictionary.Values);
        Assert.False(dictionary.ContainsKey("c"));
    }
}
