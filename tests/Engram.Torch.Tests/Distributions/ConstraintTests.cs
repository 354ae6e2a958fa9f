using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace Engram.Torch.Tests.Distributions;

/// <summary>For every constraint: values inside and outside, event by event.</summary>
public class ConstraintTests
{
    private static readonly double[,] Lower = { { 1, 0 }, { 0.6, 0.8 } };
    private static readonly double[,] Definite = { { 2, 0.5 }, { 0.5, 1 } };
    private static readonly double[,] Indefinite = { { 1, 2 }, { 2, 1 } };
    private static readonly double[,] Skew = { { 1, 0.5 }, { 0, 1 } };

    private static readonly (string Type, constraints.Constraint Constraint, Tensor Value, bool[] Inside)[] Cases =
    [
        ("_Boolean", constraints.boolean, V(0, 1, 2, 0.5), [true, true, false, false]),
        ("_OneHot", constraints.one_hot, V(0, 1, 0, 1, 1, 0, 0, 0.5, 0.5).reshape(3, 3), [true, false, false]),
        ("_IntegerGreaterThan", constraints.positive_integer, V(1, 0, 1.5, 7), [true, false, false, true]),
        ("_IntegerGreaterThan", constraints.nonnegative_integer, V(-1, 0), [false, true]),
        ("_IntegerLessThan", new constraints._IntegerLessThan(3), V(3, 4, 2.5, -9), [true, false, false, true]),
        ("_IntegerInterval", constraints.integer_interval(2, 4), V(1, 2, 4, 5, 2.5), [false, true, true, false, false]),
        ("_Real", constraints.real, V(1, double.NaN, double.PositiveInfinity), [true, false, true]),
        ("_GreaterThan", constraints.positive, V(0, 1e-300, -1), [false, true, false]),
        ("_GreaterThanEq", constraints.greater_than_eq(2), V(2, 1.9), [true, false]),
        ("_LessThan", constraints.less_than(2), V(2, 1.9), [false, true]),
        ("_Interval", constraints.unit_interval, V(0, 1, -0.1, 1.1), [true, true, false, false]),
        ("_HalfOpenInterval", constraints.half_open_interval(0, 1), V(0, 1), [true, false]),
        ("_Multinomial", constraints.multinomial(3), V(1, 2, 2, 2, -1, 1).reshape(3, 2), [true, false, false]),
        ("_Simplex", constraints.simplex, V(0.5, 0.5, 0.5, 0.4, 1.5, -0.5).reshape(3, 2), [true, false, false]),
        ("_LowerTriangular", constraints.lower_triangular, M(Lower, Skew, Definite), [true, false, false]),
        ("_LowerCholesky", constraints.lower_cholesky, stack([tensor(Lower), -tensor(Lower), tensor(Skew)]), [true, false, false]),
        ("_CorrCholesky", constraints.corr_cholesky, stack([tensor(Lower), tensor(Lower) * 2]), [true, false]),
        ("_Square", constraints.square, zeros(2, 3, 3), [true, true]),
        ("_Square", constraints.square, zeros(2, 3, 2), [false, false]),
        ("_Symmetric", constraints.symmetric, M(Definite, Indefinite, Skew), [true, true, false]),
        ("_PositiveSemiDefinite", constraints.positive_semidefinite, M(Definite, Indefinite), [true, false]),
        ("_PositiveDefinite", constraints.positive_definite, stack([tensor(Definite), tensor(Indefinite), zeros(2, 2, float64)]), [true, false, false]),
        ("_IndependentConstraint", constraints.real_vector, V(1, 2, 3, double.NaN).reshape(2, 2), [true, false]),
        ("_Cat", constraints.cat([constraints.positive, constraints.unit_interval], lengths: [2, 1]), V(2, 3, 2), [true, true, false]),
        ("_Stack", constraints.stack([constraints.positive, constraints.unit_interval]), V(2, 2), [true, false]),
    ];

    public static TheoryData<int> Indices() => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void CheckSaysWhichEventsLieInside(int index)
    {
        var (type, constraint, value, inside) = Cases[index];
        Assert.Equal(type, constraint.GetType().Name);
        Assert.Equal(inside, constraint.check(value).data<bool>().ToArray());
        Assert.StartsWith(type[1..], constraint.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryConstraintTypeHasACase()
    {
        var types = typeof(constraints).GetNestedTypes().Where(t => !t.IsAbstract && t != typeof(constraints._Dependent)).Select(t => t.Name);
        Assert.Equal(types.Order(), Cases.Select(c => c.Type).Distinct().Order());
        Assert.Throws<InvalidOperationException>(() => constraints.dependent.check(V(1)));
    }

    private static Tensor V(params double[] values) => tensor(values);

    private static Tensor M(params double[][,] matrices) => stack([.. matrices.Select(m => tensor(m))]);
}
