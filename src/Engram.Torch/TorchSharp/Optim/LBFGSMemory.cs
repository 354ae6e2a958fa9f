using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The last changes of position and gradient, which stand for the inverse Hessian of <see cref="LBFGS"/>.</summary>
internal sealed class LBFGSMemory(int size) : IDisposable
{
    // Below this curvature a pair would make the estimate indefinite.
    private const double SmallestCurvature = 1e-10;

    private readonly List<(Tensor S, Tensor Y, double Rho)> pairs = [];
    private Tensor? lastStep;
    private Tensor? lastGradient;
    private double gamma = 1;

    /// <summary>-H g by the two-loop recursion, after the pair (s, y) that ends at this gradient has been taken in.</summary>
    internal Tensor Direction(Tensor gradient)
    {
        if (lastStep is not null)
            TakeIn(lastStep, gradient - lastGradient!);
        var q = gradient.neg();
        var alpha = new double[pairs.Count];
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            alpha[i] = pairs[i].Rho * pairs[i].S.dot(q).ToDouble();
            q.add_(pairs[i].Y, -alpha[i]);
        }

        var r = q.mul_(gamma);
        for (var i = 0; i < pairs.Count; i++)
        {
            var beta = pairs[i].Rho * pairs[i].Y.dot(r).ToDouble();
            r.add_(pairs[i].S, alpha[i] - beta);
        }

        return r;
    }

    internal void Remember(Tensor direction, double length, Tensor gradient)
    {
        Forget();
        lastStep = (direction * length).DetachFromDisposeScope();
        lastGradient = gradient.clone().DetachFromDisposeScope();
    }

    private void TakeIn(Tensor s, Tensor y)
    {
        var curvature = y.dot(s).ToDouble();
        if (curvature <= SmallestCurvature)
            return;
        if (pairs.Count == size)
        {
            pairs[0].S.Dispose();
            pairs[0].Y.Dispose();
            pairs.RemoveAt(0);
        }

        pairs.Add((s.clone().DetachFromDisposeScope(), y.DetachFromDisposeScope(), 1 / curvature));
        gamma = curvature / y.dot(y).ToDouble(); // γ = s·y / y·y
    }

    private void Forget()
    {
        lastStep?.Dispose();
        lastGradient?.Dispose();
        (lastStep, lastGradient) = (null, null);
    }

    public void Dispose()
    {
        Forget();
        pairs.ForEach(p =>
        {
            p.S.Dispose();
            p.Y.Dispose();
        });
        pairs.Clear();
    }
}
