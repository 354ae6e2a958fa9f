using Engram.Modeling.Configuration;
using Engram.Torch;
using static TorchSharp.torch;

namespace Engram.Modeling.Training;

/// <summary>A trained block on disk: <c>config.json</c> with its settings beside <c>model.safetensors</c> with its weights.</summary>
public static class ModelFolder
{
    private const string ConfigFile = "config.json";
    private const string WeightsFile = "model.safetensors";

    /// <summary>Writes a block. Each file appears whole or not at all.</summary>
    /// <param name="folder">The folder; it is made if need be.</param>
    /// <param name="module">The block.</param>
    /// <param name="config">The settings it was made with.</param>
    /// <typeparam name="TConfig">The record of the settings.</typeparam>
    public static void Save<TConfig>(string folder, nn.Module module, TConfig config)
        where TConfig : IConfig
    {
        Directory.CreateDirectory(folder);
        var json = ConfigJson.Write(config);
        Safetensors.Save(Path.Combine(folder, WeightsFile), module);
        var temporary = Path.Combine(folder, $"{ConfigFile}.{Guid.NewGuid():N}.tmp");
        File.WriteAllText(temporary, json + "\n");
        File.Move(temporary, Path.Combine(folder, ConfigFile), overwrite: true);
    }

    /// <summary>Makes a block as it was saved.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="make">Makes the block from its settings.</param>
    /// <typeparam name="TConfig">The record of the settings.</typeparam>
    /// <typeparam name="TModule">The block.</typeparam>
    /// <exception cref="ConfigException">The settings do not fit the record.</exception>
    /// <exception cref="SafetensorsException">The weights are cut or damaged.</exception>
    /// <exception cref="InvalidOperationException">The weights are of another block.</exception>
    public static TModule Load<TConfig, TModule>(string folder, Func<TConfig, TModule> make)
        where TConfig : IConfig
        where TModule : nn.Module
    {
        var module = make(ConfigJson.Read<TConfig>(File.ReadAllText(Path.Combine(folder, ConfigFile))));
        Safetensors.LoadInto(Path.Combine(folder, WeightsFile), module);
        return module;
    }
}
