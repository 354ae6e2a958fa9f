namespace TorchSharp;

public static partial class torch
{
    /// <summary>Eigenvalues and eigenvectors of a general square matrix (<see cref="linalg.eig"/> is the newer name).</summary>
    public static (Tensor eigenvalues, Tensor eigenvectors) eig(Tensor input, bool eigenvectors = false) => linalg.eig(input);

    /// <summary>Least squares: the X that minimises the norm of A X - B, and the QR factors' residual as TorchSharp returns it.</summary>
    public static (Tensor solution, Tensor residuals) lstsq(Tensor B, Tensor A)
    {
        var (solution, residuals, rank, singular) = linalg.lstsq(A, B);
        rank.Dispose();
        singular.Dispose();
        return (solution, residuals);
    }

    private static readonly Operator LuWithInfo = new("aten::_lu_with_info");

    /// <summary>LU factorisation with pivots, and on request one status for each matrix (0 = success).</summary>
    public static (Tensor A_LU, Tensor? pivots, Tensor? infos) lu(Tensor A, bool pivot = true, bool get_infos = false)
    {
        var call = new OperatorCall(LuWithInfo, stackalloc NativeValue[3]);
        call.Add(A);
        call.Add(pivot);
        call.Add(!get_infos);
        var (factors, pivots, infos) = call.Invoke3();
        GC.KeepAlive(A);
        if (!get_infos)
            infos.Dispose();
        return (factors, pivots, get_infos ? infos : null);
    }

    public static Tensor matrix_rank(Tensor input, float? tol = null, bool symmetric = false) => linalg.matrix_rank(input, atol: tol, hermitian: symmetric);
}
