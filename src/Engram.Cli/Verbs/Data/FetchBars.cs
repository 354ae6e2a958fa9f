using System.Collections.Concurrent;
using Engram.Data;
using Spectre.Console;

namespace Engram.Cli.Verbs.Data;

/// <summary>A bar for each file on the way; nothing where the error stream is no terminal.</summary>
internal static class FetchBars
{
    public static async Task<FetchResult> ShowAsync(Func<Action<FetchProgress>?, Task<FetchResult>> fetch)
    {
        if (Console.IsErrorRedirected)
            return await fetch(null).ConfigureAwait(false);
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bars = new ConcurrentDictionary<string, ProgressTask>();
                return fetch(progress =>
                {
                    var bar = bars.GetOrAdd(progress.Path, path => context.AddTask(Markup.Escape(path)));
                    bar.MaxValue = Math.Max(progress.Total ?? progress.Done, 1);
                    bar.Value = progress.Done;
                });
            }).ConfigureAwait(false);
    }
}
