using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using Engram.Modeling.Training;
using Engram.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Training;

/// <summary>A block on disk.</summary>
public class ModelFolderTests
{
    private static readonly EegNetConfig Config = new() { Channels = 3, TemporalKernel = 8, SeparableKernel = 4 };

    [Fact]
    public void ABlockComesBackAsItWasSaved()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var network = new EegNet(Config);
        var x = rand(4, 3, 64);
        network.call(x); // Moves the running statistics.
        network.eval();
        ModelFolder.Save(folder.Path, network, Config);
        Assert.Equal(["config.json", "model.safetensors"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        using var back = ModelFolder.Load<EegNetConfig, EegNet>(folder.Path, c => new(c));
        back.eval();
        Assert.Equal(Config, back.Config);
        Assert.True(network.call(x).equal(back.call(x)).all().ToBoolean());
    }

    [Fact]
    public void CutWeightsAndUnknownSettingsAreClearErrors()
    {
        using var folder = new TemporaryFolder();
        using var network = new EegNet(Config);
        ModelFolder.Save(folder.Path, network, Config);
        var weights = Path.Combine(folder.Path, "model.safetensors");
        using (var stream = File.OpenWrite(weights))
            stream.SetLength(stream.Length - 10);
        Assert.Contains(weights, Assert.Throws<SafetensorsException>(() => ModelFolder.Load<EegNetConfig, EegNet>(folder.Path, c => new(c))).Message);
        var settings = Path.Combine(folder.Path, "config.json");
        File.WriteAllText(settings, File.ReadAllText(settings).Replace("dropout", "dropuot", StringComparison.Ordinal));
        Assert.Contains("dropuot", Assert.Throws<ConfigException>(() => ModelFolder.Load<EegNetConfig, EegNet>(folder.Path, c => new(c))).Message);
    }
}
