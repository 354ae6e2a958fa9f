using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Autograd;

/// <summary>Gradients of gradients against closed forms.</summary>
public class HigherGradientTests
{
    [Fact]
    public void DerivativesOfAPowerToTheThirdOrder()
    {
        using var x = tensor(new[] { 2.0, -3.0 }, requires_grad: true);
        var y = x.pow(4).sum();
        var first = autograd.grad([y], [x], create_graph: true)[0];
        var second = autograd.grad([first.sum()], [x], create_graph: true)[0];
        var third = autograd.grad([second.sum()], [x])[0];
        Assert.Equal([32.0, -108.0], first.data<double>().ToArray()); // 4 x^3
        Assert.Equal([48.0, 108.0], second.data<double>().ToArray()); // 12 x^2
        Assert.Equal([48.0, -72.0], third.data<double>().ToArray()); // 24 x
        Assert.Null(x.grad);
    }

    [Fact]
    public void TheHessianOfAQuadraticFormIsItsMatrix()
    {
        using var a = tensor(new double[,] { { 2, 1, 0 }, { 1, 3, -1 }, { 0, -1, 5 } });
        using var x = tensor(new[] { 0.5, -1.0, 2.0 }, requires_grad: true);
        var form = x.matmul(a).dot(x) / 2;
        var gradient = autograd.grad([form], [x], create_graph: true)[0];
        var rows = Enumerable.Range(0, 3).Select(i => autograd.grad([gradient[i]], [x], retain_graph: true)[0]);
        Assert.True(stack(rows).allclose(a));
        Assert.True(gradient.allclose(a.matmul(x)));
    }

    [Fact]
    public void AGradientPenaltyReachesTheParameters()
    {
        // f(x) = w x^2: the penalty (df/dx)^2 = (2 w x)^2 has the derivative 8 w x^2 in w.
        using var w = tensor(3.0, requires_grad: true);
        using var x = tensor(0.5, requires_grad: true);
        var slope = autograd.grad([w * x * x], [x], create_graph: true)[0];
        (slope * slope).backward();
        Assert.Equal(8 * 3.0 * 0.25, w.grad!.item<double>(), 12);
    }

    [Fact]
    public void GivenOutputGradientsWeighTheRows()
    {
        using var x = tensor(new[] { 1.0, 2.0, 3.0 }, requires_grad: true);
        using var weights = tensor(new[] { 1.0, 10.0, 100.0 });
        Assert.Equal([2.0, 40.0, 600.0], autograd.grad([x * x], [x], [weights])[0].data<double>().ToArray());
    }

    [Fact]
    public void AnInputThatIsNotUsedIsAnErrorUnlessAllowed()
    {
        using var x = ones(2, requires_grad: true);
        using var y = ones(2, requires_grad: true);
        Assert.ThrowsAny<System.Runtime.InteropServices.ExternalException>(() => autograd.grad([x.sum()], [y]));
        Assert.Null(autograd.grad([x.sum()], [y], allow_unused: true)[0]);
    }

    [Fact]
    public void ASecondBackwardPassNeedsTheGraphRetained()
    {
        using var x = ones(2, requires_grad: true);
        var y = x.exp().sum();
        y.backward(retain_graph: true);
        y.backward();
        Assert.Equal([2 * MathF.E, 2 * MathF.E], x.grad!.data<float>().ToArray());
        Assert.ThrowsAny<System.Runtime.InteropServices.ExternalException>(() => y.backward());
    }

    [Fact]
    public void AViewAndItsBaseFindEachOthersInPlaceChanges()
    {
        // The selection is made without the dispatcher; its record of the base must be the same as libtorch's.
        using var w = tensor(new[] { 2.0, 5.0 }, requires_grad: true);
        var buffer = zeros(3, 2, float64);
        buffer[1] = w * 3;
        var row = buffer[1];
        Assert.True(buffer.requires_grad && row.requires_grad);
        row.mul_(w);
        buffer[1..3].sum().backward(); // 3 w^2
        Assert.Equal([12.0, 30.0], w.grad!.data<double>().ToArray());

        var plain = zeros(4, float64);
        using (no_grad())
            plain[2].add_(1);
        plain[^1].copy_(plain[2] + 1);
        Assert.Equal([0.0, 0.0, 1.0, 2.0], plain.data<double>().ToArray());
    }
}
