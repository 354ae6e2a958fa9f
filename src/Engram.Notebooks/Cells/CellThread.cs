using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime;
using System.Runtime.ExceptionServices;

namespace Engram.Notebooks.Cells;

/// <summary>
/// Runs one cell on a thread of its own that can be stopped whatever the cell does: first through a token that well-behaved
/// code watches, then by aborting the thread. Continuations after an await come back to this thread, so that they can be
/// stopped too. A thread that was aborted has a signal blocked and is never used again.
/// </summary>
internal sealed class CellThread : SynchronizationContext
{
    private const int StackBytes = 16 << 20;
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> posted = [];

    private CellThread()
    {
    }

    /// <summary>Runs the work to its end.</summary>
    /// <param name="work">The cell.</param>
    /// <param name="cancellation">Ends it; the work may watch the same token.</param>
    /// <exception cref="OperationCanceledException">The cell was ended.</exception>
    /// <exception cref="CellStuckException">It could not be ended: it is inside native code.</exception>
    public static T Run<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        var context = new CellThread();
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var abort = new CancellationTokenSource(); // not disposed: a thread that cannot be stopped still looks at both
        var done = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            try
            {
#pragma warning disable SYSLIB0046 // there is no other way to stop code that does not ask for a token
                ControlledExecution.Run(() => result = context.Pump(work), abort.Token);
#pragma warning restore SYSLIB0046
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }

            done.Set();
        }, StackBytes) { IsBackground = true, Name = "cell" };
        thread.Start();
        if (WaitHandle.WaitAny([done.WaitHandle, cancellation.WaitHandle]) == 1 && !done.Wait(Grace, CancellationToken.None))
        {
            Stop(thread, abort, done);
            throw new OperationCanceledException(cancellation);
        }

        failure?.Throw();
        return result!;
    }

    public override void Post(SendOrPostCallback d, object? state) => posted.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    private static void Stop(Thread thread, CancellationTokenSource abort, ManualResetEventSlim done)
    {
        // an abort waits until the thread runs managed code, so it goes on beside the interrupts that wake Sleep and WaitOne
        var aborting = Task.Run(abort.Cancel);
        var clock = Stopwatch.StartNew();
        while (!done.Wait(Step, CancellationToken.None))
        {
            if (clock.Elapsed > Patience)
                throw new CellStuckException();
            thread.Interrupt();
        }

        aborting.Wait(CancellationToken.None);
    }

    private T Pump<T>(Func<Task<T>> work)
    {
        SetSynchronizationContext(this);
        var task = work();
        if (!task.IsCompleted)
        {
            task.ContinueWith(_ => posted.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            foreach (var (callback, state) in posted.GetConsumingEnumerable())
                callback(state);
        }

        return task.GetAwaiter().GetResult();
    }
}
