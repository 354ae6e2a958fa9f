using System.CommandLine;
using Engram.Cli.Verbs;
using Engram.Cli.Verbs.Data;

namespace Engram.Cli;

/// <summary>All verbs.</summary>
internal static class CommandLine
{
    public static RootCommand Root() => new("Engram: C# notebooks from biosignals to circuits. Try: ./engram run notebooks/eeg/augmented-covariance.ipynb")
    {
        RunVerb.Create(),
        TestVerb.Create(),
        ReproduceVerb.Create(),
        InfoVerb.Create(),
        DataVerb.Create(),
        KernelVerb.Create(),
        LaunchVerb.Create(),
        DoctorVerb.Create(),
    };
}
