using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Positions;

/// <summary>What every position code promises. A case turns its module into "the code of place i", [D], and names inputs that must be refused.</summary>
internal sealed record PositionContract(Func<nn.Module> Create, Func<nn.Module, int, Tensor> Code, int Width, Action<nn.Module>[] Refused)
{
    public void Verify()
    {
        using var scope = NewDisposeScope();
        var module = Seeded(3);
        module.eval();
        var codes = Enumerable.Range(0, 6).Select(i => Code(module, i)).ToArray();
        foreach (var code in codes)
        {
            Assert.Equal([Width], code.shape);
            Assert.True(code.isfinite().all().ToBoolean());
        }

        // the same place has the same code, bit for bit; other places have others
        for (var i = 0; i < codes.Length; i++)
        {
            Assert.True(codes[i].equal(Code(module, i)).all().ToBoolean());
            for (var j = 0; j < i; j++)
                Assert.True((codes[i] - codes[j]).abs().max().ToDouble() > 1e-4, $"Places {i} and {j} have one code.");
        }

        // the same seed gives the same module; a saved state gives the same codes
        var again = Seeded(3);
        again.eval();
        Assert.True(codes[1].equal(Code(again, 1)).all().ToBoolean());
        var other = Seeded(4);
        other.eval();
        other.load_state_dict(module.state_dict());
        Assert.True(codes[1].equal(Code(other, 1)).all().ToBoolean());

        if (module.parameters().Any())
        {
            // a mixed sign weighting, since a sum after a normalisation is constant
            var weights = linspace(-1, 1, Width);
            (Code(module, 1) * weights).sum().backward();
            Assert.All(module.parameters(), p => Assert.True(p.grad is { } g && g.isfinite().all().ToBoolean()));
            Assert.Contains(module.parameters(), p => p.grad!.abs().sum().ToDouble() > 0);
        }

        foreach (var refused in Refused)
            Assert.Matches("Expected|No electrode", Assert.ThrowsAny<ArgumentException>(() => refused(module)).Message);
    }

    private nn.Module Seeded(long seed)
    {
        manual_seed(seed);
        return Create();
    }
}
