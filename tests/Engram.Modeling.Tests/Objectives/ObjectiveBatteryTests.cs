using Engram.Modeling.Objectives;
using Xunit.Sdk;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Objectives;

/// <summary>The battery over the registry, and the mutations it must catch.</summary>
public class ObjectiveBatteryTests
{
    // Exported types of the room that are no objectives: parts of losses, settings, schedules, helpers with tests of their own.
    private static readonly Type[] Parts = [typeof(LossTerm), typeof(LossTerms), typeof(NoiseSchedule), typeof(AmplitudeScale), typeof(GaussianPosterior), typeof(CollapseMonitor), typeof(EmaTeacher<>)];

    public static IEnumerable<TheoryDataRow<string>> Names => ObjectiveCases.All.Select(c => new TheoryDataRow<string>(c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryObjectiveKeepsTheLaws(string name)
    {
        using var scope = NewDisposeScope();
        var test = ObjectiveCases.All.Single(c => c.Name == name);
        ObjectiveBattery.TermsAreNamedFiniteScalars(test);
        ObjectiveBattery.GradientGoesWhereItShouldAndNowhereElse(test);
        ObjectiveBattery.IsDeterministic(test);
        ObjectiveBattery.BatchOrderDoesNotMatter(test);
        ObjectiveBattery.EmptyBatchesAndOtherShapesAreRefused(test);
        if (test.Rewrite is not null)
            ObjectiveBattery.SettingsSurviveJson(test);
    }

    [Fact]
    public void EveryPublicObjectiveHasACase()
    {
        var objectives = typeof(LossTerms).Assembly.GetExportedTypes().Where(t => t.Namespace == "Engram.Modeling.Objectives" && t.IsClass
            && !t.IsAssignableTo(typeof(Configuration.IConfig)) && !Parts.Contains(t));
        Assert.Equal(ObjectiveCases.All.Select(c => c.Type.Name).Distinct().Order(), objectives.Select(t => t.Name).Order());
    }

    [Fact]
    public void ATermThatIsRenamedIsCaught() => Caught(t => ObjectiveBattery.TermsAreNamedFiniteScalars(t with { Terms = ["other"] }));

    [Fact]
    public void ATargetThatLearnsIsCaught() => Caught(t => ObjectiveBattery.GradientGoesWhereItShouldAndNowhereElse(t with
    {
        Run = x => new(new LossTerm("reconstruction", (x[0] - x[1]).square().mean())),
    }));

    [Fact]
    public void ADetachedPredictionIsCaught() => Caught(t => ObjectiveBattery.GradientGoesWhereItShouldAndNowhereElse(t with { Run = x => t.Run([x[0].detach() + (x[1] * 1e-3), x[1], x[2]]) }));

    [Fact]
    public void HiddenRandomnessIsCaught() => Caught(t => ObjectiveBattery.IsDeterministic(t with { Run = x => t.Run([x[0] + rand(1), x[1], x[2]]) }));

    [Fact]
    public void AnOrderThatMattersIsCaught() => Caught(t => ObjectiveBattery.BatchOrderDoesNotMatter(t with { Run = x => t.Run([x[0] * (arange(4) + 1).reshape(4, 1, 1), x[1], x[2]]) }));

    [Fact]
    public void ShapesThatAreNotCheckedAreCaught() => Caught(t => ObjectiveBattery.EmptyBatchesAndOtherShapesAreRefused(t with { Run = x => new(new LossTerm("reconstruction", x[0].square().mean())) }));

    [Fact]
    public void SettingsThatAreLostAreCaught() => Caught(t => ObjectiveBattery.SettingsSurviveJson(t with { Rewrite = text => t.Rewrite!(text).Replace("huber", "squared", StringComparison.Ordinal) }));

    private static void Caught(Action<ObjectiveCase> law)
    {
        using var scope = NewDisposeScope();
        Assert.ThrowsAny<XunitException>(() => law(ObjectiveCases.All[0]));
    }
}
