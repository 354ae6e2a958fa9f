using Engram.Interpretability.Models;

namespace Engram.Interpretability.Tests;

public class LlamaTests
{
    private const string Oracle = "Once upon a time, there was a little girl named Lily. She loved to play outside in the park. One day, she saw a big, red ball. She wanted to play with it, but it was too high.";

    // The text that llama2.c prints for this checkpoint at temperature 0.
    [Fact]
    public void GreedyTextIsThePublishedOne()
    {
        var folder = StagedData.Folder("stories260k");
        Assert.SkipWhen(folder is null, "the staged weights are not here");
        var model = LlamaCheckpoint.Load(Path.Combine(folder, "stories260K.bin"));
        var tokenizer = LlamaCheckpoint.LoadTokenizer(Path.Combine(folder, "tok512.bin"), model.Config.VocabularySize);
        Assert.StartsWith(Oracle, tokenizer.Decode(model.ContinueGreedily([Tokenizer.Beginning], 110)), StringComparison.Ordinal);
        Assert.Equal("Lily and the ball", tokenizer.Decode(tokenizer.Encode("Lily and the ball")));
    }

    [Fact]
    public void ATruncatedCheckpointIsRefused()
    {
        var folder = StagedData.Folder("stories260k");
        Assert.SkipWhen(folder is null, "the staged weights are not here");
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, File.ReadAllBytes(Path.Combine(folder, "stories260K.bin"))[..200000]);
            Assert.Contains("weights", Assert.Throws<FormatException>(() => LlamaCheckpoint.Load(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
