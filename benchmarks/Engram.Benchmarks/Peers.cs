using System.ComponentModel;
using System.Diagnostics;

namespace Engram.Benchmarks;

/// <summary>The other sides, from Debian.</summary>
internal static class Peers
{
    private static readonly string[] Packages = ["python3-mne", "python3-scipy", "python3-numpy", "python3-torch", "python3-sklearn", "python3-jupyter-client", "python3-ipykernel"];

    /// <summary>Installs what is missing; 0 when all are there.</summary>
    public static int Install()
    {
        // a machine that never asked for packages has no lists of them
        return Apt("update", "-q") is not 0 and var code ? code : Apt(["install", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=600", .. Packages]);
    }

    private static int Apt(params string[] arguments)
    {
        var start = new ProcessStartInfo("apt-get", arguments);
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive"; // nobody answers questions here
        try
        {
            using var apt = Process.Start(start)!;
            apt.WaitForExit();
            if (apt.ExitCode != 0)
                Console.Error.WriteLine($"engram bench: apt-get {arguments[0]} failed with {apt.ExitCode}; its message is above. As root, by hand: apt-get install --no-install-recommends {string.Join(' ', Packages)}");
            return apt.ExitCode;
        }
        catch (Win32Exception error)
        {
            Console.Error.WriteLine($"engram bench: --install-peers needs Debian's apt-get: {error.Message}. Install {string.Join(", ", Packages)} in another way.");
            return 3;
        }
    }
}
