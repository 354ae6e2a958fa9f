using MathNet.Numerics.LinearAlgebra;

namespace Engram.Signals.Numerics;

/// <summary>Nonlinear least squares by Levenberg's and Marquardt's damped steps: (JᵀJ + λ diag JᵀJ) δ = Jᵀr.</summary>
internal static class LevenbergMarquardt
{
    private const int Rounds = 200;
    private const double LargestDamping = 1e12;

    /// <summary>The derivatives of the model at one point by its parameters.</summary>
    public delegate void Gradient(double[] parameters, int point, Span<double> gradient);

    /// <summary>Parameters of the least Σ (y - model)², as far as it goes down from a start, and that sum.</summary>
    /// <param name="start">Parameters, inside their bounds.</param>
    /// <param name="values">y.</param>
    /// <param name="model">Its value at a point.</param>
    /// <param name="gradient">Its derivatives at a point.</param>
    /// <param name="bound">Brings parameters back into their bounds.</param>
    public static (double[] Parameters, double Error) Minimise(double[] start, double[] values, Func<double[], int, double> model, Gradient gradient, Action<double[]> bound)
    {
        var (current, error, damping) = (start, Error(start), 1e-3);
        var row = new double[start.Length];
        for (var round = 0; round < Rounds && damping < LargestDamping; round++)
        {
            var jacobian = Matrix<double>.Build.Dense(values.Length, start.Length);
            var residual = Vector<double>.Build.Dense(values.Length, k => values[k] - model(current, k));
            for (var k = 0; k < values.Length; k++)
            {
                gradient(current, k, row);
                jacobian.SetRow(k, row);
            }

            var normal = jacobian.TransposeThisAndMultiply(jacobian);
            for (var i = 0; i < normal.RowCount; i++)
                normal[i, i] += (damping * normal[i, i]) + 1e-12;
            var step = normal.Solve(jacobian.TransposeThisAndMultiply(residual));
            var next = current.Select((p, i) => p + step[i]).ToArray();
            bound(next);
            var nextError = Error(next);
            if (!(nextError < error))
            {
                damping *= 10;
                continue;
            }

            var isDone = error - nextError < 1e-14 * error;
            (current, error, damping) = (next, nextError, damping / 10);
            if (isDone)
                break;
        }

        return (current, error);

        double Error(double[] parameters) => Enumerable.Range(0, values.Length).Sum(k => Math.Pow(values[k] - model(parameters, k), 2));
    }
}
