using System.CommandLine;
using Engram.Cli;
using Engram.Cli.Verbs;

var root = new RootCommand("Engram: C# notebooks from biosignals to circuits. Try: ./engram run notebooks/eeg/augmented-covariance.ipynb")
{
    RunVerb.Create(),
    TestVerb.Create(),
    DataVerb.Create(),
    KernelVerb.Create(),
    DoctorVerb.Create(),
};
try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception error) when (Environment.GetEnvironmentVariable("ENGRAM_DEBUG") is not "1")
{
    Console.Error.WriteLine($"engram: {error.Message}");
    return ExitCodes.BadInput;
}
