using System.Net.Sockets;
using Engram.Notebooks.Cells;
using Engram.Notebooks.Kernel.Messages;
using Engram.Notebooks.Kernel.Wire;

namespace Engram.Notebooks.Kernel;

/// <summary>The Jupyter kernel: serves the connection that a client has prepared until it is told to stop.</summary>
public static class JupyterKernel
{
    /// <summary>Runs the kernel.</summary>
    /// <param name="connectionFile">The file that Jupyter names.</param>
    /// <returns>0 when a client ended it.</returns>
    /// <exception cref="KernelException">The connection file is refused, or a port is taken.</exception>
    public static int Run(string connectionFile)
    {
        var connection = ConnectionFile.Load(connectionFile);
        IWire wire;
        try
        {
            wire = new ZmtpWire(connection.Address, connection.Ports);
        }
        catch (SocketException error)
        {
            throw new KernelException($"a port of {Path.GetFileName(connectionFile)} cannot be bound: {error.Message}. Start the kernel again; Jupyter then chooses other ports.");
        }

        using var ended = new ManualResetEventSlim();
        using (wire)
        using (var session = new KernelSession(wire, connection.Key) { Stopped = ended.Set })
        {
            NativeStreams.Capture(session.NativeText);
            Start("warm-up", CellEngine.WarmUp); // the sockets answer already while the compiler loads
            Start("control", session.ServeControl);
            Start("shell", session.ServeShell);
            ParentWatch.Start(() =>
            {
                KernelLog.Write("the program that started this kernel is gone; the kernel ends too");
                ended.Set();
            });
            ended.Wait();
        }

        return 0;
    }

    private static void Start(string name, Action run) => new Thread(() => run()) { IsBackground = true, Name = name }.Start();
}
