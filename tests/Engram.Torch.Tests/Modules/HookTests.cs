using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Modules;

public class HookTests
{
    [Fact]
    public void HooksSeeAndChangeInputAndResultInTheOrderOfRegistration()
    {
        using var module = nn.Identity();
        var calls = new List<string>();
        module.register_forward_pre_hook((m, x) =>
        {
            calls.Add($"pre {x.ToSingle()}");
            Assert.Same(module, m);
            return x + 1;
        });
        module.register_forward_pre_hook((_, x) =>
        {
            calls.Add($"second {x.ToSingle()}");
            return null!;
        });
        module.register_forward_hook((_, x, y) =>
        {
            calls.Add($"post {x.ToSingle()} {y.ToSingle()}");
            return y * 10;
        });
        module.register_forward_pre_hook(m => calls.Add("before " + m.GetName()));
        module.register_forward_hook(m => calls.Add("after " + m.GetName()));
        Assert.Equal(30f, module.call(tensor(2f)).ToSingle());
        Assert.Equal(2f, module.forward(tensor(2f)).ToSingle());
        Assert.Equal(["before Identity", "pre 2", "second 3", "after Identity", "post 3 3"], calls);
    }

    [Fact]
    public void ARemovedHookIsSilentAndTheOthersStay()
    {
        using var module = nn.Linear(2, 2);
        var (first, second) = (0, 0);
        var remover = module.register_forward_hook((_, _, y) =>
        {
            first++;
            return y;
        });
        module.register_forward_hook((_, _, y) =>
        {
            second++;
            return y;
        });
        module.call(ones(1, 2));
        remover.remove();
        remover.remove();
        module.call(ones(1, 2));
        Assert.Equal((1, 2), (first, second));
    }

    [Fact]
    public void HooksOfModulesWithMoreInputsChangeThemTogether()
    {
        using var loss = nn.MSELoss();
        var remover = loss.register_forward_pre_hook((_, x, y) => (x, x));
        Assert.Equal(0f, loss.call(ones(2), zeros(2)).ToSingle());
        remover.remove();
        Assert.Equal(1f, loss.call(ones(2), zeros(2)).ToSingle());
    }

    [Fact]
    public void HooksOfPartsRunInsideContainersAndAttention()
    {
        using var layer = nn.TransformerEncoderLayer(4, 2, 8, 0);
        using var model = nn.Sequential(("embed", nn.Linear(3, 4)), ("layer", layer));
        var seen = new List<string>();
        foreach (var (name, part) in model.named_modules())
        {
            if (part is nn.Module<Tensor, Tensor> plain)
                plain.register_forward_hook((m, _, y) => Note(name, y));
        }

        var attention = layer.named_modules().Select(m => m.module).OfType<MultiheadAttention>().Single();
        attention.register_forward_hook(_ => seen.Add("attention"));
        model.call(ones(2, 1, 3));
        Assert.Equal(["embed", "layer.self_attn.out_proj", "attention", "layer.norm1", "layer.linear1", "layer.linear2", "layer.norm2", "layer"], seen);

        Tensor Note(string name, Tensor y)
        {
            seen.Add(name);
            return y;
        }
    }
}
