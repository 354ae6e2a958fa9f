using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Tensors;

public class JacobianTests
{
    private static readonly Tensor A = tensor(new[,] { { 1.0, -2, 0.5 }, { 3, 4, -1 } });

    // f(x) = A x^2 has the Jacobian 2 A diag(x)
    [Fact]
    public void OfAVectorFunction()
    {
        var x = tensor(new[] { 0.5, -1.5, 2 });
        var jacobian = autograd.functional.jacobian((Tensor v) => A.matmul(v.square()), x);
        Assert.True(jacobian.allclose(A * x * 2, 1e-12));
        Assert.False(x.requires_grad);
    }

    // f(x, y) = x y^T: d f_ij / d x_k = [i = k] y_j, d f_ij / d y_k = [j = k] x_i
    [Fact]
    public void OfSeveralInputs()
    {
        var x = tensor(new[] { 1.0, 2 });
        var y = tensor(new[] { 3.0, 4, 5 });
        Tensor[] jacobians = [.. autograd.functional.jacobian((Tensor[] v) => outer(v[0], v[1]), x, y)];
        Assert.Equal([2L, 3, 2], jacobians[0].shape);
        Assert.Equal([2L, 3, 3], jacobians[1].shape);
        Assert.True(jacobians[0].equal(einsum("ik,j->ijk", eye(2, dtype: float64), y)).all().ToBoolean());
        Assert.True(jacobians[1].equal(einsum("i,jk->ijk", x, eye(3, dtype: float64))).all().ToBoolean());
    }
}
