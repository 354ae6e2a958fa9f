using System.Xml.Linq;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Engram.Torch.Tests;

public class TensorViewTests
{
    [Fact]
    public void ATensorShowsShapeTypeStatisticsAndAPicture()
    {
        using var x = arange(6, dtype: float32).reshape(2, 3);
        Assert.Equal("Tensor float32 [2, 3]: min 0, mean 2.5, max 5", TensorView.Plain(x));
        var html = XElement.Parse(TensorView.Html(x));
        Assert.Equal(6, html.Descendants("rect").Count());
    }

    [Fact]
    public void EveryKindOfTensorHasAView()
    {
        Tensor[] tensors =
        [
            zeros(0), tensor(3), tensor(new[] { double.NaN, 1, double.PositiveInfinity }), full(5, double.NaN), randn(1000), randn(500, 700), zeros(2, 3, 4, 5),
            tensor(new[] { true, false }), complex(ones(3), ones(3)), sparse_coo_tensor(tensor(new long[] { 0, 1, 1, 0 }).reshape(2, 2), tensor(new[] { 1.0, 2.0 }), [2, 2]), ones(4, dtype: float16), ones(2, 2).requires_grad_(), zeros(0, 3),
        ];
        foreach (var tensor in tensors)
        {
            XElement.Parse(TensorView.Html(tensor));
            Assert.StartsWith("Tensor ", TensorView.Plain(tensor), StringComparison.Ordinal);
            Assert.True(TensorView.Html(tensor).Length < 250_000);
            tensor.Dispose();
            Assert.Contains("disposed", TensorView.Plain(tensor));
        }
    }

    [Fact]
    public void NotFiniteValuesAreCounted()
    {
        using var x = tensor(new[] { double.NaN, 1, 3, double.NegativeInfinity });
        Assert.Equal("Tensor float64 [4]: min 1, mean 2, max 3, 2 not finite", TensorView.Plain(x));
    }
}
