using Engram.Modeling.Configuration;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Objectives;

/// <summary>The laws that every objective keeps.</summary>
internal static class ObjectiveBattery
{
    internal static void TermsAreNamedFiniteScalars(ObjectiveCase test)
    {
        var loss = test.Run(test.Inputs());
        Assert.Equal(test.Terms, loss.Terms.Select(t => t.Name));
        Assert.All(loss.Terms, t => Assert.True(t.Value.numel() == 1 && double.IsFinite((double)t.Value), $"{test.Name}: {t.Name}"));
        Assert.Equal(loss.Terms.Sum(t => t.Weight * (double)t.Value), (double)loss.Total, 1e-9);
    }

    internal static void GradientGoesWhereItShouldAndNowhereElse(ObjectiveCase test)
    {
        var inputs = test.Inputs().Select(i => i.is_floating_point() ? i.detach().clone().requires_grad_() : i).ToArray();
        test.Run(inputs).Total.backward();
        for (var i = 0; i < inputs.Length; i++)
        {
            var gradient = inputs[i].is_floating_point() ? inputs[i].grad : null;
            var reached = gradient is not null && (double)gradient.abs().max() > 0;
            Assert.True(reached == test.Learned.Contains(i), $"{test.Name}: gradient {(reached ? "reaches" : "does not reach")} input {i}");
        }
    }

    internal static void IsDeterministic(ObjectiveCase test) =>
        Assert.Equal((double)test.Run(test.Inputs()).Total, (double)test.Run(test.Inputs()).Total);

    internal static void BatchOrderDoesNotMatter(ObjectiveCase test)
    {
        var order = tensor(new long[] { 2, 0, 3, 1 });
        var shuffled = test.Inputs().Select((x, i) => test.Shared.Contains(i) ? x : x[order]).ToArray();
        Assert.Equal((double)test.Run(test.Inputs()).Total, (double)test.Run(shuffled).Total, 1e-9);
    }

    internal static void EmptyBatchesAndOtherShapesAreRefused(ObjectiveCase test)
    {
        var empty = test.Inputs().Select((x, i) => test.Shared.Contains(i) ? x : x.narrow(0, 0, 0)).ToArray();
        Assert.Contains("got", Assert.Throws<ArgumentException>(() => test.Run(empty)).Message);
        if (test.Inputs().Length - test.Shared.Length > 1)
        {
            var uneven = test.Inputs();
            uneven[0] = uneven[0].narrow(0, 0, 3);
            Assert.Contains("got", Assert.Throws<ArgumentException>(() => test.Run(uneven)).Message);
        }
    }

    internal static void SettingsSurviveJson(ObjectiveCase test)
    {
        Assert.Equal(test.Json, test.Rewrite!(test.Json!));
        Assert.Throws<ConfigException>(() => test.Rewrite("""{ "noSuchSetting": 1 }"""));
    }
}
