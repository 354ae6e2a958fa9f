namespace Engram.Cli.Verbs;

/// <summary>How the tests of one project, or one notebook, ended.</summary>
internal sealed record TestCounts(int Passed, int Failed, int Skipped);
