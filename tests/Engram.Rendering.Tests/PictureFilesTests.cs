namespace Engram.Rendering.Tests;

/// <summary>Writes the gallery's pictures into the folder named by <c>ENGRAM_PICTURES</c>, to be looked at.</summary>
public class PictureFilesTests
{
    [Fact]
    public void EveryPictureCanBeLookedAt()
    {
        var folder = Environment.GetEnvironmentVariable("ENGRAM_PICTURES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "ENGRAM_PICTURES names no folder");
        foreach (var (name, figure) in Gallery.Figures)
        {
            var path = Path.Combine(Directory.CreateDirectory(folder).FullName, name.Replace(' ', '-') + ".svg");
            figure().SaveSvg(path);
            File.WriteAllText(Path.ChangeExtension(path, ".json"), figure().ToPlotlyJson());
            Assert.True(new FileInfo(path).Length > 100);
        }
    }
}
