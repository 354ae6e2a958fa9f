using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Tensors;

public class StorageTests
{
    [Fact]
    public void AViewSharesTheWholeMemory()
    {
        var matrix = arange(6, dtype: float32).reshape(2, 3);
        Assert.Equal(Enumerable.Range(0, 6).Select(i => (float)i), matrix.storage<float>());
        Assert.Equal(6, matrix[1].storage<float>().Count);
        Assert.Equal(6, matrix[TensorIndex.Colon, 1].storage<float>().Count);
        Assert.Equal(24ul, matrix[1].storage<float>().nbytes());
        Assert.Equal(0, zeros(0).storage<float>().Count);
    }

    [Fact]
    public void WritingWritesTheTensor()
    {
        var vector = zeros(5);
        var storage = vector.storage<float>();
        storage[1] = 3;
        storage[(2, 4)] = 7f;
        Assert.Equal([0f, 3, 7, 7, 0], vector.data<float>().ToArray());
        storage[1..3] = tensor(new[] { 1f, 2f }).storage<float>();
        Assert.Equal([0f, 1, 2, 7, 0], vector.data<float>().ToArray());
        storage.copy_([9f, 8, 7]);
        storage[(3, null)].fill_(1);
        Assert.Equal([9f, 8, 7, 1, 1], vector.data<float>().ToArray());
        storage.CopyFrom(new float[] { 1, 2, 3, 4, 5, 6, 7 }, 2);
        Assert.Equal([3f, 4, 5, 6, 7], vector.data<float>().ToArray());
    }

    [Fact]
    public void ReadingAndConverting()
    {
        var storage = arange(4, dtype: float32).storage<float>();
        Assert.Equal([0f, 0, 1, 2, 3, 0], Copied(storage, 6, 1));
        Assert.Equal([1f, 2], storage[(1, 3)]);
        Assert.Equal([0, 1, 2, 3], storage.@int());
        Assert.Equal([false, true, true, true], storage.@bool());
        Assert.Equal(['\0', '\u0001', '\u0002', '\u0003'], storage.@char());
        Assert.Equal((2f, 0f), storage.complex_float()[2]);
        Assert.Equal((2, -1, true, false), (storage.IndexOf(2), storage.IndexOf(40), storage.Contains(3), storage.IsReadOnly));
        Assert.Equal(4, storage.element_size());
        Assert.True(is_storage(storage));
        Assert.False(is_storage(3));
        Storage<double> single = 2.5;
        Assert.Equal([2.5], single.tolist());
    }

    [Fact]
    public void WrongUseIsRefused()
    {
        var storage = zeros(3).storage<float>();
        Assert.Throws<IndexOutOfRangeException>(() => storage[-1]);
        Assert.Throws<IndexOutOfRangeException>(() => storage[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => storage[(1, 9)]);
        Assert.Throws<ArgumentException>(() => storage.copy_(new float[4]));
        Assert.Throws<ArgumentException>(() => storage.CopyTo(new float[2], 0));
        Assert.Throws<InvalidOperationException>(() => storage[(0, 3)] = tensor(new[] { 1f, 2f }).storage<float>());
        storage.Dispose();
        Assert.Throws<InvalidOperationException>(() => storage[0]);
    }

    private static float[] Copied(Storage<float> storage, int length, int index)
    {
        var array = new float[length];
        storage.CopyTo(array, index);
        return array;
    }
}
