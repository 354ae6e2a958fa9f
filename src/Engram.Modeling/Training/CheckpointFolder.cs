using Engram.Torch;
using static TorchSharp.torch;

namespace Engram.Modeling.Training;

/// <summary>
/// The checkpoints of one training, each a safetensors file named by its step. A new one appears whole or not at all, and only then the
/// oldest goes, so that a crash or a cut file leaves the one before.
/// </summary>
/// <param name="path">The folder; it is made when the first checkpoint is written.</param>
public sealed class CheckpointFolder(string path)
{
    private const string Prefix = "checkpoint-";
    private const string Suffix = ".safetensors";
    private const int Kept = 2;

    /// <summary>The files, newest first.</summary>
    public IReadOnlyList<string> Files => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path, $"{Prefix}*{Suffix}").OrderDescending(StringComparer.Ordinal)]
        : [];

    /// <summary>Writes a checkpoint and removes those older than the one before it.</summary>
    /// <param name="step">Steps taken.</param>
    /// <param name="tensors">What to keep.</param>
    /// <param name="metadata">Texts to keep beside it.</param>
    internal void Write(int step, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Directory.CreateDirectory(path);
        Safetensors.Save(Path.Combine(path, $"{Prefix}{step:D9}{Suffix}"), tensors, metadata);
        foreach (var old in Files.Skip(Kept))
            File.Delete(old);
    }

    /// <summary>Reads the newest checkpoint.</summary>
    /// <returns>Its tensors and texts; nothing when there is none.</returns>
    /// <exception cref="CheckpointException">The file is cut or damaged.</exception>
    internal (string File, Dictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata)? ReadNewest()
    {
        var files = Files;
        if (files.Count == 0)
            return null;
        try
        {
            using var file = SafetensorsFile.Open(files[0]);
            return (files[0], file.Entries.Keys.ToDictionary(n => n, n => file.Load(n)), file.Metadata);
        }
        catch (SafetensorsException e)
        {
            var advice = files.Count > 1 ? $"Delete it to go on from {files[1]}." : "There is no earlier one: delete it to start anew.";
            throw new CheckpointException($"The checkpoint {files[0]} is cut or damaged ({e.Message}). {advice}", e);
        }
    }
}
