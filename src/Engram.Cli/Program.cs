using Engram.Cli;

try
{
    var parse = CommandLine.Root().Parse(args);
    if (parse.Errors.Count == 0)
        return parse.Invoke(new() { EnableDefaultExceptionHandler = false });
    Console.Error.WriteLine($"engram: {parse.Errors[0].Message} See ./engram {string.Join(' ', args.Take(1).Where(a => !a.StartsWith('-')).Append("--help"))}.");
    return ExitCodes.BadInput;
}
catch (Exception error) when (Environment.GetEnvironmentVariable("ENGRAM_DEBUG") is not "1")
{
    Console.Error.WriteLine($"engram: {error.Message}");
    return ExitCodes.BadInput;
}
