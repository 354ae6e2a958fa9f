using Engram.Modeling.Encoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Encoders;

/// <summary>The laws that every encoder keeps. Each throws an xunit exception where one is broken, so that mutations can be shown to be caught.</summary>
internal static class EncoderBattery
{
    internal static Tensor Input(EncoderCase test, long seed = 1)
    {
        using var generator = new Generator((ulong)seed);
        return randn(test.Input, dtype: ScalarType.Float64, generator: generator);
    }

    internal static nn.Module Module(EncoderCase test)
    {
        manual_seed(11);
        var module = test.Make();
        module.to(ScalarType.Float64);

        // Weights that start at zero or one would hide what they do.
        using (no_grad())
        {
            foreach (var parameter in module.parameters())
                parameter.add_(randn(parameter.shape, dtype: ScalarType.Float64) * 0.05);
        }

        return module;
    }

    internal static void Shape(EncoderCase test, nn.Module module) => Assert.Equal(test.Output, test.Call(module, Input(test), null).shape);

    internal static void GradientReachesEveryParameter(EncoderCase test, nn.Module module)
    {
        module.train();
        var result = test.Call(module, Input(test), null);
        using var generator = new Generator(2);
        (result * randn(result.shape, dtype: result.dtype, generator: generator)).sum().backward();
        foreach (var (name, parameter) in module.named_parameters())
        {
            if (!parameter.requires_grad && test.Type == typeof(LoraLinear))
                continue; // what it wraps is frozen on purpose
            Assert.True(parameter.grad is not null, $"{test.Name}: no gradient reaches {name}");
            Assert.True(parameter.grad!.abs().max().ToDouble() > 0, $"{test.Name}: the gradient of {name} is zero");
        }
    }

    internal static void EvaluationIsDeterministic(EncoderCase test, nn.Module module)
    {
        module.eval();
        using var _ = no_grad();
        var x = Input(test);
        var before = x.clone();
        var first = test.Call(module, x, null);
        var second = test.Call(module, x, null);
        Assert.True(first.equal(second).all().ToBoolean(), $"{test.Name}: two evaluations differ");
        Assert.True(before.equal(x).all().ToBoolean(), $"{test.Name}: the input was changed");
    }

    /// <summary>f(x[order]) = f(x)[order]: no sample sees another.</summary>
    internal static void BatchOrderDoesNotMatter(EncoderCase test, nn.Module module)
    {
        module.eval();
        using var _ = no_grad();
        var x = Input(test);
        var order = tensor(new long[] { 2, 0, 3, 1 });
        Close(test.Call(module, x, null)[order], test.Call(module, x[order], null), $"{test.Name}: samples of a batch see each other");
        Close(test.Call(module, x, null)[1], test.Call(module, x.narrow(0, 1, 1), null)[0], $"{test.Name}: a sample alone differs from the same in a batch");
    }

    /// <summary>Real tokens do not depend on what stands in padding, nor on how much of it there is.</summary>
    internal static void PaddingDoesNotMatter(EncoderCase test, nn.Module module)
    {
        module.eval();
        using var _ = no_grad();
        var x = Input(test);
        const int real = 4;
        var padding = zeros([x.shape[0], x.shape[1]], dtype: ScalarType.Bool);
        padding.narrow(1, real, x.shape[1] - real).fill_(true);
        var changed = x.clone();
        changed.narrow(1, real, x.shape[1] - real).mul_(-3).add_(1);
        var expected = test.Call(module, x, padding).narrow(1, 0, real);
        Close(expected, test.Call(module, changed, padding).narrow(1, 0, real), $"{test.Name}: padding is seen");
        var shorter = x.narrow(1, 0, real);
        Close(expected, test.Call(module, shorter, zeros([x.shape[0], real], dtype: ScalarType.Bool)), $"{test.Name}: the amount of padding matters");
        Close(test.Call(module, shorter, null), test.Call(module, shorter, zeros([x.shape[0], real], dtype: ScalarType.Bool)), $"{test.Name}: an empty mask matters");
    }

    internal static void SettingsSurviveJson(EncoderCase test)
    {
        Assert.Equal(test.Json, test.Rewrite!(test.Json!));
        Assert.Throws<Modeling.Configuration.ConfigException>(() => test.Rewrite(test.Json!.Insert(test.Json!.IndexOf('{', StringComparison.Ordinal) + 1, "\"noSuchSetting\": 1,")));
    }

    internal static void WrongShapesAreRefused(EncoderCase test, nn.Module module)
    {
        var empty = zeros([0, .. test.Input[1..]], dtype: ScalarType.Float64);
        Assert.Contains("[0, ", Assert.Throws<ArgumentException>(() => test.Call(module, empty, null)).Message);
        var flat = zeros(test.Input[..^1], dtype: ScalarType.Float64);
        Assert.Contains("expected", Assert.Throws<ArgumentException>(() => test.Call(module, flat, null)).Message);
    }

    internal static void Close(Tensor expected, Tensor actual, string because, double tolerance = 1e-9)
    {
        Assert.Equal(expected.shape, actual.shape);
        var worst = (expected - actual).abs().max().ToDouble();
        Assert.True(worst <= tolerance, $"{because}: largest difference {worst}");
    }
}
