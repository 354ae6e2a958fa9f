using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Diagrams.Terms;

/// <summary>A function of numbers, broadcast over all axes of its arrays: <c>relu exp tanh zero scale</c> of one array, <c>add multiply</c> of two.</summary>
public sealed class Pointwise : DiagramTerm
{
    private readonly string function;
    private readonly double factor;

    /// <summary>A function.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="type">The arrays' type.</param>
    /// <param name="factor">For <c>scale</c>.</param>
    /// <exception cref="ArgumentException">The function is unknown.</exception>
    public Pointwise(string function, ArrayType type, double factor = 1)
        : base(function is "add" or "multiply" or "reluSlope" ? [type, type] : [type], [type])
    {
        if (function is not ("relu" or "exp" or "tanh" or "zero" or "scale" or "add" or "multiply" or "reluSlope" or "tanhSlope"))
            throw new ArgumentException($"Expected relu, exp, tanh, zero, scale, add or multiply, got \"{function}\".", nameof(function));
        (this.function, this.factor) = (function, factor);
    }

    /// <inheritdoc/>
    public override double Operations => function == "zero" ? 0 : Size(Codomain);

    /// <inheritdoc/>
    public override double StoredActivations => function is "zero" or "scale" or "add" ? 0 : Size(Domain);

    private ArrayType Type => Codomain[0];

    /// <summary>The sum of several arrays.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="count">How many, at least 2.</param>
    public static DiagramTerm Sum(ArrayType type, int count) => count == 2
        ? new Pointwise("add", type)
        : Sum(type, count - 1).Beside(Rearrange.Identity([type])).Then(new Pointwise("add", type));

    /// <inheritdoc/>
    public override double[][] Loop(double[][] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return [[.. inputs[0].Select((x, i) => function switch
        {
            "relu" => Math.Max(x, 0),
            "exp" => Math.Exp(x),
            "tanh" => Math.Tanh(x),
            "zero" => 0,
            "scale" => factor * x,
            "add" => x + inputs[1][i],
            "multiply" => x * inputs[1][i],
            "reluSlope" => x > 0 ? inputs[1][i] : 0,
            _ => 1 - (Math.Tanh(x) * Math.Tanh(x)),
        })]];
    }

    /// <inheritdoc/>
    public override DiagramTerm Backward()
    {
        var multiply = new Pointwise("multiply", Type);
        var gradient = Rearrange.Identity([Type]);
        return function switch
        {
            "relu" => new Pointwise("reluSlope", Type),
            "exp" => this.Beside(gradient).Then(multiply),
            "tanh" => new Pointwise("tanhSlope", Type).Beside(gradient).Then(multiply),
            "zero" or "scale" => new Rearrange([Type, Type], [1]).Then(this),
            "add" => new Rearrange([Type, Type, Type], [2, 2]),
            "multiply" => new Rearrange([Type, Type, Type], [1, 2, 0, 2]).Then(multiply.Beside(multiply)),
            _ => throw new InvalidOperationException($"{function} is part of a backward map; expected a forward one. Second derivatives are not formed."),
        };
    }

    internal override Tensor[] Evaluate(Tensor[] inputs, int batch) =>
    [
        function switch
        {
            "relu" => inputs[0].relu(),
            "exp" => inputs[0].exp(),
            "tanh" => inputs[0].tanh(),
            "zero" => zeros_like(inputs[0]),
            "scale" => inputs[0] * factor,
            "add" => inputs[0] + inputs[1],
            "multiply" => inputs[0] * inputs[1],
            "reluSlope" => inputs[1] * inputs[0].gt(0).to_type(inputs[1].dtype),
            _ => 1 - inputs[0].tanh().square(),
        },
    ];
}
