using System.CommandLine;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Engram.Cli.Verbs;

/// <summary><c>engram doctor</c>: what this machine offers.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var command = new Command("doctor", "Says which libraries are in use.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        Console.WriteLine($".NET      {Environment.Version} on {RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture}), {Environment.ProcessorCount} processors");
        try
        {
            Console.WriteLine($"libtorch  {torch.__version__}, {torch.get_num_threads()} threads, CUDA {(torch.cuda.is_available() ? $"with {torch.cuda.device_count()} devices" : "not available")}");
            return ExitCodes.Success;
        }
        catch (DllNotFoundException error)
        {
            Console.WriteLine($"libtorch  {error.Message}");
            return ExitCodes.Failure;
        }
    }
}
