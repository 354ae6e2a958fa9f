using Engram.Interpretability.Diagrams;
using Engram.Interpretability.Models;
using Engram.Rendering.Diagrams;
using Engram.Torch.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Tests;

/// <summary>Diagrams of real forward passes.</summary>
public class DiagramTraceTests
{
    [Fact]
    public void AnMlpKeepsItsBatchWireAndNamesItsLearnedBoxes()
    {
        using var model = nn.Sequential(("up", nn.Linear(7, 5)), ("relu", nn.ReLU()), ("soft", nn.Softmax(1)));
        var diagram = model.Diagram(randn(3, 7), "b i");
        Assert.Equal(["linear", "relu", "softmax"], diagram.Steps.Select(s => s.Label));
        Assert.Equal([BoxStyle.Learned, BoxStyle.Function, BoxStyle.Function], diagram.Steps.Select(s => s.Style));
        Assert.Equal(["b 3", "i 7"], diagram.Start[0]);
        Assert.All(diagram.Steps, s => Assert.Equal("b 3", s.After[0][0]));
        // the linear map touches i alone, the softmax its axis alone, relu is broadcast over both
        Assert.Equal([new(0, 1)], diagram.Steps[0].Into);
        Assert.Equal(2, diagram.Steps[1].Passing.Count);
        Assert.Equal((1, 1), (diagram.Steps[2].Into.Count, diagram.Steps[2].OutOf.Count));
    }

    [Fact]
    public void EveryCutHasTheShapesThatWereComputed()
    {
        manual_seed(1);
        using var model = new AttentionOnlyTransformer(new() { Vocabulary = 9, Length = 6, Dimension = 8, Heads = 2 });
        var diagram = model.Diagram(randint(0, 9, [4, 6]), "b t");
        Assert.Equal(["b 4", "t 6"], diagram.Steps[^1].After[0].Take(2));
        Assert.EndsWith(" 9", diagram.Steps[^1].After[0][2]);
        Assert.Single(diagram.Steps[^1].After);
        Assert.Equal(2, diagram.Fences.Count);
        Assert.StartsWith("layers.0", diagram.Fences[0].Caption);
        var scores = diagram.Steps.First(s => s.Label == "softmax").After[^1];
        Assert.Equal(["t 6", "t′ 6"], scores.TakeLast(2));
        // every wire of a cut comes from somewhere: it passes or leaves a box
        foreach (var step in diagram.Steps)
            Assert.Equal(step.After.Sum(a => a.Count), step.Passing.Select(p => p.To).Concat(step.OutOf).Distinct().Count());
    }

    [Fact]
    public void ASkipIsACopyThatLivesUntilTheSum()
    {
        using var model = new Residual();
        var diagram = model.Diagram(randn(2, 4), "b d");
        Assert.Equal([1, 2, 2, 1], ((IEnumerable<int>)[diagram.Start.Count]).Concat(diagram.Steps.Select(s => s.After.Count)));
        Assert.Equal("+", diagram.Steps[^1].Label);
        Assert.Equal(4, diagram.Steps[^1].Passing.Count); // both arrays' wires run together
    }

    [Fact]
    public void TheFusedAttentionIsDrawnAsItsThreeParts()
    {
        using var model = new Attend();
        var diagram = model.Diagram(randn(2, 3, 5, 4), "b h y k");
        Assert.Equal(["Σ ÷√", "softmax", "Σ"], diagram.Steps.Select(s => s.Label));
        Assert.Equal(["b 2", "h 3", "y 5", "y′ 5"], diagram.Steps[1].After.First(a => a[^1].Contains('′')));
        Assert.Equal(["b 2", "h 3", "y 5", "k 4"], diagram.Steps[2].After[0]);
    }

    [Fact]
    public void ThePictureIsXmlAndTheSameForTheSameModel()
    {
        using var model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 2));
        var svg = model.Diagram(randn(2, 3, 9, 9), "b c h w").ToSvg();
        Assert.Contains("conv2d", System.Xml.Linq.XDocument.Parse(svg).ToString());
        Assert.Equal(svg, model.Diagram(randn(2, 3, 9, 9), "b c h w").ToSvg());
        Assert.DoesNotContain("NaN", svg);
    }

    [Fact]
    public void BadCallsAreRefusedAndLeaveNoTraceOrHookBehind()
    {
        using var model = nn.Sequential(nn.Linear(4, 4));
        Assert.Contains("2 names", Assert.Throws<ArgumentException>(() => model.Diagram(randn(2, 4), "b")).Message);
        Assert.ThrowsAny<Exception>(() => model.Diagram(randn(2, 5)));
        using (var trace = OperatorTrace.Start())
        {
            Assert.Throws<InvalidOperationException>(OperatorTrace.Start);
            model.call(randn(2, 4));
            Assert.Contains(trace.Calls, c => c.Name == "linear" && c.Results[0].Shape.SequenceEqual([2L, 4]));
        }

        using var nothing = nn.Identity();
        Assert.Throws<InvalidOperationException>(() => nothing.Diagram(randn(2, 4)));
    }

    private sealed class Residual : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear inner = nn.Linear(4, 4);

        public Residual()
            : base(nameof(Residual)) => RegisterComponents();

        public override Tensor forward(Tensor input) => input + inner.call(input).relu();
    }

    private sealed class Attend() : nn.Module<Tensor, Tensor>(nameof(Attend))
    {
        public override Tensor forward(Tensor input) => nn.functional.scaled_dot_product_attention(input, input, input);
    }
}
