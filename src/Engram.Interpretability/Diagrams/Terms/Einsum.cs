using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Diagrams.Terms;

/// <summary>
/// A linear map in each of its arrays: the product of all of them, summed over the axes that the result lacks. Inner and outer
/// products, transposition, diagonals and sums are all of this kind. A constant array may be built in: a weight.
/// </summary>
public sealed class Einsum : DiagramTerm
{
    private readonly ArrayType[] arrays;
    private readonly Tensor? weight;
    private readonly List<Axis> axes;

    /// <summary>A map without weights.</summary>
    /// <param name="domain">Its arrays.</param>
    /// <param name="codomain">The result, of axes that occur in them.</param>
    /// <exception cref="DiagramTypeException">The result has an axis that no array has, or one name has two sizes.</exception>
    public Einsum(IReadOnlyList<ArrayType> domain, ArrayType codomain)
        : this(domain, codomain, null, null)
    {
    }

    private Einsum(IReadOnlyList<ArrayType> domain, ArrayType codomain, ArrayType? weightType, Tensor? weight)
        : base(domain, [codomain])
    {
        arrays = weightType is null ? [.. domain] : [.. domain, weightType];
        this.weight = weight;
        axes = [.. arrays.SelectMany(a => a.Axes).Distinct()];
        if (axes.GroupBy(a => a.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new DiagramTypeException($"Axis {twice.Key}: expected one size, got {string.Join(" and ", twice.Select(a => a.Size))}. Sizes of 1 are not broadcast.");
        if (codomain.Axes.FirstOrDefault(a => !axes.Contains(a)) is { } missing)
            throw new DiagramTypeException($"Axis {missing}: expected it in one of \"{ArrayType.Text(arrays)}\".");
        if (axes.Count > 26)
            throw new DiagramTypeException($"Expected at most 26 axes, got {axes.Count}.");
    }

    /// <inheritdoc/>
    public override double Operations => (arrays.Length > 1 ? 2 : 1) * axes.Aggregate(1.0, (n, a) => n * a.Size);

    /// <inheritdoc/>
    public override double StoredActivations => Domain.Count > 1 ? Size(Domain) : 0;

    /// <summary>A map with a weight of its own: a learned box.</summary>
    /// <param name="domain">What it takes.</param>
    /// <param name="codomain">What it gives.</param>
    /// <param name="weightType">Axes of the weight.</param>
    /// <param name="weight">The weight, with those sizes.</param>
    public static Einsum Learned(ArrayType domain, ArrayType codomain, ArrayType weightType, Tensor weight) => new([domain], codomain, weightType, weight);

    /// <inheritdoc/>
    public override double[][] Loop(double[][] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        double[][] values = weight is null ? inputs : [.. inputs, weight.detach().to_type(ScalarType.Float64).contiguous().data<double>().ToArray()];
        var result = new double[Codomain[0].Elements];
        var index = new int[axes.Count];
        long Place(ArrayType array) => array.Axes.Aggregate(0L, (p, a) => (p * a.Size) + index[axes.IndexOf(a)]);
        while (true)
        {
            var product = 1.0;
            for (var i = 0; i < arrays.Length; i++)
                product *= values[i][Place(arrays[i])];
            result[Place(Codomain[0])] += product;
            var at = axes.Count - 1;
            while (at >= 0 && ++index[at] == axes[at].Size)
                index[at--] = 0;
            if (at < 0)
                return [result];
        }
    }

    /// <inheritdoc/>
    public override DiagramTerm Backward()
    {
        // the gradient of one array is the product of the others and the result's gradient; an axis that only it has was summed: it spreads
        DiagramTerm? all = null;
        var gather = new List<int>();
        for (var i = 0; i < Domain.Count; i++)
        {
            var others = Enumerable.Range(0, Domain.Count).Where(o => o != i).ToArray();
            ArrayType[] given = [.. others.Select(o => Domain[o]), Codomain[0]];
            var known = given.SelectMany(a => a.Axes).Concat(weight is null ? [] : arrays[^1].Axes).ToHashSet();
            var isSummedAlone = Domain[i].Axes.Any(a => !known.Contains(a));
            gather.AddRange([.. others, Domain.Count]);
            if (isSummedAlone)
            {
                // ones in the shape of the array carry the missing axes
                gather.Add(i);
                given = [.. given, Domain[i]];
            }

            var weightType = weight is null ? null : arrays[^1];
            DiagramTerm part = new Einsum(given, Domain[i], weightType, weight);
            if (isSummedAlone)
            {
                var before = Rearrange.Identity(given[..^1]);
                part = before.Beside(new Pointwise("scale", Domain[i], 0).Then(new Pointwise("exp", Domain[i]))).Then(part);
            }

            all = all is null ? part : all.Beside(part);
        }

        return new Rearrange([.. Domain, .. Codomain], gather).Then(all!);
    }

    internal override Tensor[] Evaluate(Tensor[] inputs, int batch)
    {
        string Letters(ArrayType array) => string.Concat(array.Axes.Select(a => (char)('a' + axes.IndexOf(a))));
        var front = string.Concat(Enumerable.Range(0, batch).Select(i => (char)('A' + i)));
        var terms = arrays.Select((a, i) => (i < Domain.Count ? front : "") + Letters(a));
        Tensor[] operands = weight is null ? inputs : [.. inputs, weight];
        return [einsum($"{string.Join(',', terms)}->{front}{Letters(Codomain[0])}", operands)];
    }
}
