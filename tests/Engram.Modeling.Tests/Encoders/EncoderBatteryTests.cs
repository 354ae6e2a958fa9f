using Engram.Modeling.Encoders;
using TorchSharp;
using Xunit.Sdk;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Encoders;

/// <summary>The battery over the registry, and the mutations it must catch.</summary>
public class EncoderBatteryTests
{
    public static IEnumerable<TheoryDataRow<string>> Names => EncoderCases.All.Select(c => new TheoryDataRow<string>(c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryEncoderKeepsTheLaws(string name)
    {
        using var scope = NewDisposeScope();
        var test = EncoderCases.All.Single(c => c.Name == name);
        using var module = EncoderBattery.Module(test);
        EncoderBattery.Shape(test, module);
        EncoderBattery.GradientReachesEveryParameter(test, module);
        EncoderBattery.EvaluationIsDeterministic(test, module);
        EncoderBattery.BatchOrderDoesNotMatter(test, module);
        if (test.TakesPadding)
            EncoderBattery.PaddingDoesNotMatter(test, module);
        if (test.Rewrite is not null)
        {
            EncoderBattery.SettingsSurviveJson(test);
            EncoderBattery.WrongShapesAreRefused(test, module);
        }
    }

    [Fact]
    public void EveryPublicEncoderAndDecoderHasACase()
    {
        var modules = typeof(TokenTransformer).Assembly.GetExportedTypes()
            .Where(t => t.Namespace is "Engram.Modeling.Encoders" or "Engram.Modeling.Decoders" && t.IsAssignableTo(typeof(nn.Module)) && !t.IsAbstract);
        Assert.Empty(modules.Except(EncoderCases.All.Select(c => c.Type)).Select(t => t.Name));
    }

    [Fact]
    public void AWrongShapeIsCaught() => Caught((test, m) => EncoderBattery.Shape(test with { Output = [4, 6, 9] }, m));

    [Fact]
    public void AParameterThatIsNotUsedIsCaught() => Caught((test, m) =>
    {
        m.register_parameter("forgotten", nn.Parameter(ones(1, dtype: ScalarType.Float64)));
        EncoderBattery.GradientReachesEveryParameter(test, m);
    });

    [Fact]
    public void NoiseInEvaluationIsCaught() => Caught((test, m) =>
        EncoderBattery.EvaluationIsDeterministic(test with { Call = (n, x, p) => test.Call(n, x, p) + rand(1) }, m));

    [Fact]
    public void SamplesThatSeeEachOtherAreCaught() => Caught((test, m) =>
        EncoderBattery.BatchOrderDoesNotMatter(test with { Call = (n, x, p) => test.Call(n, x - x.mean([0], keepdim: true), p) }, m));

    [Fact]
    public void AMaskThatIsForgottenIsCaught() => Caught((test, m) =>
        EncoderBattery.PaddingDoesNotMatter(test with { Call = (n, x, _) => test.Call(n, x, null) }, m));

    [Fact]
    public void SettingsThatAreLostAreCaught() => Caught((test, _) =>
        EncoderBattery.SettingsSurviveJson(test with { Rewrite = text => test.Rewrite!(text).Replace("\"depth\": 2", "\"depth\": 3", StringComparison.Ordinal) }));

    // The case itself is sound, so what is caught is the mutation.
    private static void Caught(Action<EncoderCase, nn.Module> law)
    {
        using var scope = NewDisposeScope();
        var test = EncoderCases.All[0];
        using var module = EncoderBattery.Module(test);
        Assert.ThrowsAny<XunitException>(() => law(test, module));
    }
}
