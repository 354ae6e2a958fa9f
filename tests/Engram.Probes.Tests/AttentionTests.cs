using Engram.Probes.Attention;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes.Tests;

public class AttentionTests
{
    // One token of eight carries the class and a mark; the others carry noise of the same size that hides it in their mean.
    [Fact]
    public void AttentionFindsTheTokenThatTells()
    {
        var (tokens, labels, places) = Marked(300, 1);
        var (others, otherLabels, otherPlaces) = Marked(200, 2);
        using (tokens)
        using (others)
        {
            using var attentive = new AttentiveProbe { Heads = 2 }.Fit(tokens, labels, new(3));
            using var mean = new GradientLinearProbe().Fit(tokens, labels, new(3));
            double Right(TokenProbeModel model) => model.Predict(others).Zip(otherLabels, (p, l) => p == l ? 1.0 : 0).Average();
            Assert.True(Right(attentive) > 0.9, $"{Right(attentive)}");
            Assert.True(Right(mean) < Right(attentive) - 0.1, $"{Right(mean)}");
            using var weights = attentive.AttentionWeights(others);
            Assert.Equal([200, 2, 8], weights.shape);
            using var sums = weights.sum([-1L]);
            Assert.All(sums.data<float>().ToArray(), s => Assert.Equal(1, s, 5));
            var values = weights.data<float>().ToArray();
            var found = Enumerable.Range(0, 200).Average(i => Math.Max(values[(i * 16) + otherPlaces[i]], values[(i * 16) + 8 + otherPlaces[i]]));
            Assert.True(found > 0.5, $"weight {found} on the token that tells");
            Assert.Contains("attentive probe", Assert.Throws<InvalidOperationException>(() => mean.AttentionWeights(others)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ASeedGivesTheSameBitsAndLeavesTorchsGeneratorAlone()
    {
        var (tokens, labels, _) = Marked(60, 4);
        using (tokens)
        {
            using var before = random.get_rng_state();
            var probe = new AttentiveProbe { Heads = 2, Training = new() { Epochs = 3 } };
            using var one = probe.Fit(tokens, labels, new(9));
            using var two = probe.Fit(tokens, labels, new(9));
            using var other = probe.Fit(tokens, labels, new(10));
            Assert.Equal(one.Scores(tokens).Values.ToArray(), two.Scores(tokens).Values.ToArray());
            Assert.NotEqual(one.Scores(tokens).Values.ToArray(), other.Scores(tokens).Values.ToArray());
            using var after = random.get_rng_state();
            Assert.Equal(before.data<byte>().ToArray(), after.data<byte>().ToArray());
        }
    }

    [Fact]
    public void TokensThatDoNotFitAreRefused()
    {
        var (tokens, labels, _) = Marked(20, 5);
        using (tokens)
        {
            void Refused(Action action, string part) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
            using var flat = tokens.mean([1L]);
            using var broken = tokens * float.NaN;
            using var empty = tokens.narrow(0, 0, 0);
            Refused(() => new AttentiveProbe().Fit(flat, labels, new(1)), "[20, 6]");
            Refused(() => new AttentiveProbe { Heads = 4 }.Fit(tokens, labels, new(1)), "got 4");
            Refused(() => new AttentiveProbe { Heads = 2 }.Fit(broken, labels, new(1)), "NaN");
            Refused(() => new AttentiveProbe { Heads = 2 }.Fit(empty, [], new(1)), "[0, 8, 6]");
            Refused(() => new AttentiveProbe { Heads = 2 }.Fit(tokens, new int[20], new(1)), "class 0 only");
            using var model = new GradientLinearProbe { Training = new() { Epochs = 1 } }.Fit(tokens, labels, new(1));
            using var narrow = tokens.narrow(2, 0, 3);
            Refused(() => model.Scores(narrow), "token, 6]");
        }
    }

    private static (Tensor Tokens, int[] Labels, int[] Places) Marked(int count, int seed)
    {
        var random = new SeededRandom(seed);
        var values = new float[count * 48];
        var (labels, places) = (new int[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            (labels[i], places[i]) = (random.NextInt(2), random.NextInt(8));
            for (var t = 0; t < 8; t++)
            {
                for (var j = 0; j < 6; j++)
                    values[(i * 48) + (t * 6) + j] = (float)random.NextGaussian();
                // features 0 and 1: the class (a sign at random elsewhere) and the mark
                values[(i * 48) + (t * 6)] = t == places[i] ? (2 * labels[i]) - 1 : (2 * random.NextInt(2)) - 1;
                values[(i * 48) + (t * 6) + 1] = t == places[i] ? 3 : 0;
            }
        }

        return (tensor(values, [count, 8, 6]), labels, places);
    }
}
