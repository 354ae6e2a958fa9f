using Engram.Interpretability.Diagrams.Terms;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.NeuralCircuitDiagrams;

/// <summary>What diagrams compute, against definitions, types and autograd.</summary>
/// <param name="Agree">Share of random terms on which tensors and index loops agree.</param>
/// <param name="GradientsAgree">Share of random terms whose backward term agrees with autograd.</param>
/// <param name="Refused">Share of wrong axes that are refused with the wire named.</param>
/// <param name="RefusedByTensors">Share of the same wrong axes that tensor addition refuses.</param>
/// <param name="LargestError">Largest difference between the multi-head attention term and the same written with tensors.</param>
/// <param name="GradientError">Largest difference between the backward term of attention and autograd.</param>
public sealed record TermStudy(double Agree, double GradientsAgree, double Refused, double RefusedByTensors, double LargestError, double GradientError)
{
    /// <summary>Draws terms and tests them.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Decides everything.</param>
    public static TermStudy Run(NeuralCircuitDiagramsConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var terms = new RandomTerms((int)seed);
        var (agree, gradients, refused, byTensors) = (0, 0, 0, 0);
        for (var i = 0; i < config.Terms; i++)
        {
            using var inner = NewDisposeScope();
            var term = terms.Next();
            var inputs = Inputs(term.Domain, generator, ScalarType.Float64);
            agree += LoopError(term, inputs) < config.Tolerance ? 1 : 0;
            gradients += BackwardError(term, inputs, generator) < config.Tolerance ? 1 : 0;
            var (edited, array, axis) = terms.Edited(term.Domain, one: i % 2 == 0);
            refused += Refuses(term, edited, array, axis) ? 1 : 0;
            byTensors += AdditionRefuses(term.Domain[array], edited[array]) ? 1 : 0;
        }

        var attention = StandardTerms.Attention(config.Queries, config.Keys, config.HeadWidth, config.Heads);
        double n = config.Terms;
        return new(agree / n, gradients / n, refused / n, byTensors / n, MultiHeadError(config, generator), BackwardError(attention, Inputs(attention.Domain, generator, ScalarType.Float32), generator));
    }

    /// <summary>The largest difference between a backward term and autograd.</summary>
    /// <param name="term">The forward term.</param>
    /// <param name="inputs">Where.</param>
    /// <param name="generator">Source of the outputs' gradients.</param>
    public static double BackwardError(DiagramTerm term, Tensor[] inputs, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(inputs);
        var leaves = Array.ConvertAll(inputs, x => x.detach().clone().requires_grad_());
        var outputs = term.Call(leaves);
        var given = Inputs(term.Codomain, generator, inputs[0].dtype);
        outputs.Select((o, i) => (o * given[i]).sum()).Aggregate((a, b) => a + b).backward();
        using var _ = no_grad();
        var formed = term.Backward().Call([.. inputs, .. given]);
        return formed.Select((g, i) => (g - (leaves[i].grad ?? zeros_like(g))).abs().max().ToDouble()).Max();
    }

    /// <summary>The largest difference between a term on tensors and by index loops, relative where values are above 1.</summary>
    /// <param name="term">The term.</param>
    /// <param name="inputs">Where.</param>
    public static double LoopError(DiagramTerm term, Tensor[] inputs)
    {
        ArgumentNullException.ThrowIfNull(term);
        var loops = term.Loop(Array.ConvertAll(inputs, Values));
        return term.Call(inputs).Select((o, i) => Values(o).Zip(loops[i], (a, b) => Math.Abs(a - b) / Math.Max(1, Math.Abs(b))).DefaultIfEmpty(0).Max()).Max();
    }

    /// <summary>Random arrays of a tuple's sizes.</summary>
    /// <param name="tuple">The tuple.</param>
    /// <param name="generator">Source of randomness.</param>
    /// <param name="type">Type of the elements.</param>
    public static Tensor[] Inputs(IReadOnlyList<ArrayType> tuple, Generator generator, ScalarType type)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        return [.. tuple.Select(a => randn([.. a.Axes.Select(x => (long)x.Size)], dtype: type, generator: generator))];
    }

    private static double MultiHeadError(NeuralCircuitDiagramsConfig config, Generator generator)
    {
        var (k, h, m) = (config.HeadWidth, config.Heads, config.Width);
        Tensor[] weights = [.. Enumerable.Range(0, 3).Select(_ => randn([m, k, h], generator: generator) / Math.Sqrt(m)), randn([k, h, m], generator: generator) / Math.Sqrt(k * h)];
        var term = StandardTerms.MultiHead(config, weights);
        var inputs = Inputs(term.Domain, generator, ScalarType.Float32);
        // the library's own: heads before positions, one fused call
        Tensor Into(int i) => matmul(inputs[i], weights[i].permute(0, 2, 1).reshape(m, h * k)).reshape(-1, h, k).transpose(0, 1);
        var mixed = nn.functional.scaled_dot_product_attention(Into(0), Into(1), Into(2)).transpose(0, 1).reshape(config.Queries, h * k);
        return (term.Call(inputs)[0] - matmul(mixed, weights[3].transpose(0, 1).reshape(h * k, m))).abs().max().ToDouble();
    }

    private static bool Refuses(DiagramTerm term, ArrayType[] edited, int array, int axis)
    {
        try
        {
            _ = Rearrange.Identity(edited).Then(term);
            return false;
        }
        catch (DiagramTypeException error)
        {
            return error.Message.StartsWith($"Array {array}, axis {axis}:", StringComparison.Ordinal);
        }
    }

    private static bool AdditionRefuses(ArrayType right, ArrayType wrong)
    {
        Tensor Zeros(ArrayType type) => zeros([.. type.Axes.Select(a => (long)a.Size)]);
        try
        {
            using var sum = Zeros(right) + Zeros(wrong);
            return false;
        }
        catch (System.Runtime.InteropServices.ExternalException)
        {
            return true;
        }
    }

    private static double[] Values(Tensor tensor) => tensor.detach().to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
}
