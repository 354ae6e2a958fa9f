using System.Numerics.Tensors;

namespace Engram.Signals.Riemannian;

/// <summary>A real symmetric matrix, held whole in row-major order.</summary>
public sealed class SymmetricMatrix
{
    private readonly double[] values;

    /// <summary>Takes over row-major values.</summary>
    /// <param name="size">Rows and columns.</param>
    /// <param name="values">size × size numbers, symmetric.</param>
    /// <exception cref="ArgumentException">The count does not fit.</exception>
    public SymmetricMatrix(int size, double[] values)
    {
        if (values.Length != size * size)
            throw new ArgumentException($"Expected {size * size} values for a {size} × {size} matrix, got {values.Length}.", nameof(values));
        Size = size;
        this.values = values;
    }

    /// <summary>Rows and columns.</summary>
    public int Size { get; }

    /// <summary>Row-major values.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>One element.</summary>
    /// <param name="row">Row.</param>
    /// <param name="column">Column.</param>
    public double this[int row, int column] => values[(row * Size) + column];

    /// <summary>Sum of the diagonal.</summary>
    public double Trace => Enumerable.Range(0, Size).Sum(i => this[i, i]);

    /// <summary>Square root of the sum of squares.</summary>
    public double FrobeniusNorm => TensorPrimitives.Norm<double>(values);

    /// <summary>The identity.</summary>
    /// <param name="size">Rows and columns.</param>
    public static SymmetricMatrix Identity(int size)
    {
        var values = new double[size * size];
        for (var i = 0; i < size; i++)
            values[(i * size) + i] = 1;
        return new(size, values);
    }

    /// <summary>factor · A + other · B.</summary>
    /// <param name="factor">Factor of this matrix.</param>
    /// <param name="b">The other matrix.</param>
    /// <param name="other">Its factor.</param>
    public SymmetricMatrix Combine(double factor, SymmetricMatrix b, double other)
    {
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = (factor * values[i]) + (other * b.values[i]);
        return new(Size, result);
    }

    /// <summary>W A W for symmetric W.</summary>
    /// <param name="w">Symmetric matrix of the same size.</param>
    public SymmetricMatrix Congruence(SymmetricMatrix w) => new(Size, Symmetrise(Multiply(Multiply(w.values, values, Size), w.values, Size), Size));

    /// <summary>V f(λ) Vᵀ, with the eigenvalues λ and eigenvectors V.</summary>
    /// <param name="f">Function of an eigenvalue.</param>
    public SymmetricMatrix Map(Func<double, double> f)
    {
        var (eigenvalues, vectors) = SymmetricEigen.Decompose(this);
        return Compose(Array.ConvertAll(eigenvalues, v => f(v)), vectors);
    }

    /// <summary>V diag(λ) Vᵀ.</summary>
    internal static SymmetricMatrix Compose(double[] mapped, double[] vectors)
    {
        var n = mapped.Length;
        var scaled = new double[n * n];
        for (var row = 0; row < n; row++)
            TensorPrimitives.Multiply<double>(vectors.AsSpan(row * n, n), mapped, scaled.AsSpan(row * n, n));
        var result = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = i; j < n; j++)
                result[(i * n) + j] = result[(j * n) + i] = TensorPrimitives.Dot<double>(scaled.AsSpan(i * n, n), vectors.AsSpan(j * n, n));
        }

        return new(n, result);
    }

    /// <summary>The eigenvalues in ascending order.</summary>
    public double[] Eigenvalues() => SymmetricEigen.Decompose(this).Values;

    private static double[] Multiply(double[] a, double[] b, int n)
    {
        var result = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            var row = result.AsSpan(i * n, n);
            for (var k = 0; k < n; k++)
                TensorPrimitives.MultiplyAdd<double>(b.AsSpan(k * n, n), a[(i * n) + k], row, row);
        }

        return result;
    }

    private static double[] Symmetrise(double[] a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
                a[(i * n) + j] = a[(j * n) + i] = (a[(i * n) + j] + a[(j * n) + i]) / 2;
        }

        return a;
    }
}
