using Engram.Notebooks.Cells;
using Engram.Notebooks.Cells.Progress;

namespace Engram.Notebooks.Tests.Cells;

public class ProgressTests
{
    [Fact]
    public void ABarIsUpdatedInPlaceAndNotTooOften()
    {
        var output = new RecordedOutput();
        NotebookFunctions.Begin(output, default);
        using (var progress = new LiveProgress("training", 1_000_000))
        {
            for (var i = 1; i <= 1_000_000; i++)
                progress.Report(i, 1.0 / i);
        }

        Assert.Single(output.Shown);
        Assert.InRange(output.Updates.Count, 1, 200);
        var last = output.Updates[^1].Entries;
        Assert.Equal("training: 1000000 of 1000000 loss 1E-06", last.First(e => e.MimeType == "text/plain").Content);
        Assert.Contains("<polyline", last.First(e => e.MimeType == "text/html").Content);
        Assert.True(last.First(e => e.MimeType == "text/html").Content.Length < 8000);
    }

    [Fact]
    public void TitlesAreEscaped()
    {
        var output = new RecordedOutput();
        NotebookFunctions.Begin(output, default);
        LiveProgress.Over([1, 2], "<script>").ToList().ForEach(_ => { });
        Assert.DoesNotContain("<script>", output.Updates[^1].Entries[0].Content);
    }
}
