using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Engram.Cli.Tests;

/// <summary><c>engram run</c> from end to end.</summary>
public sealed class RunVerbTests : IDisposable
{
    private readonly EngramProcess engram = new();

    public void Dispose() => engram.Dispose();

    [Fact]
    public void SeveralNotebooksRunIntoAFolderWithParametersAndPictures()
    {
        engram.Notebook("a.ipynb", "int n = 2;\nstring word = \"x\";", "Console.WriteLine(word);\nn * 21", "Plot.Line([0, 1], [0, 1]).WithTitle(\"a <line>\")", "display(new[] { 1, 2 }).Update(\"new\");");
        engram.Notebook("b.ipynb", "int n = 1;", "await Task.Delay(1); n");
        var (code, output, errors) = engram.Run("run", "a.ipynb", "b.ipynb", "-o", "out", "-p", "n=5");
        Assert.True(code == 0, errors);
        Assert.Equal("", output); // progress goes to the error stream alone
        Assert.Contains("a.ipynb [1/5]", errors);
        var cells = engram.Cells("out/a.ipynb");
        Assert.Equal("n = 5;", cells[1]!["source"]!.AsArray()[^1]!.ToString());
        Assert.Equal(["stream", "execute_result"], cells[2]!["outputs"]!.AsArray().Select(o => o!["output_type"]!.ToString()));
        Assert.Equal("105", cells[2]!["outputs"]![1]!["data"]!["text/plain"]![0]!.ToString());
        Assert.Contains("<img src=\"data:image/svg+xml", string.Concat(cells[3]!["outputs"]![0]!["data"]!["text/html"]!.AsArray().Select(l => l!.ToString())));
        Assert.Equal("new", cells[4]!["outputs"]![0]!["data"]!["text/plain"]![0]!.ToString());
        Assert.Equal("5", engram.Cells("out/b.ipynb")[2]!["outputs"]![0]!["data"]!["text/plain"]![0]!.ToString());
        Assert.Equal("null", engram.Cells("a.ipynb")[1]!["execution_count"]?.ToJsonString() ?? "null"); // the source is untouched
        Validate("out/a.ipynb");
    }

    [Fact]
    public void AThrowingCellExitsWithOneNamesCellAndLineAndKeepsWhatRan()
    {
        engram.Notebook("a.ipynb", "int n = 2;", "n + 1", "// fails below\nint Half(int v) => v / (n - n);\nHalf(4)", "99");
        var (code, _, errors) = engram.Run("run", "a.ipynb", "-o", "out.ipynb");
        Assert.Equal(1, code);
        Assert.Contains("DivideByZeroException", errors);
        Assert.Contains("In[3]:line 2", errors);
        Assert.Contains("In[3]:line 3", errors);
        var cells = engram.Cells("out.ipynb");
        Assert.Equal("3", cells[1]!["outputs"]![0]!["data"]!["text/plain"]![0]!.ToString());
        Assert.Equal("error", cells[2]!["outputs"]![0]!["output_type"]!.ToString());
        Assert.Empty(cells[3]!["outputs"]!.AsArray());
        Assert.DoesNotContain(engram.Folder, File.ReadAllText(Path.Combine(engram.Folder, "out.ipynb")));
        Validate("out.ipynb");
    }

    [Fact]
    public void AnEndlessLoopEndsAtItsTimeoutWithWhatWasShown()
    {
        engram.Notebook("a.ipynb", "Console.WriteLine(\"begun\");", "while (true) { }");
        var (code, _, errors) = engram.Run("run", "a.ipynb", "-o", "out.ipynb", "--timeout", "12");
        Assert.True(code == 124, errors);
        Assert.Contains("12 s", errors);
        var cells = engram.Cells("out.ipynb");
        Assert.Equal("begun\n", cells[0]!["outputs"]![0]!["text"]![0]!.ToString());
        Assert.Equal("TimeoutError", cells[1]!["outputs"]![0]!["ename"]!.ToString());
        Validate("out.ipynb");
    }

    [Fact]
    public void NativeWorkThatRunsOnAtTheTimeoutDoesNotCrashTheExit()
    {
        engram.Notebook("a.ipynb", "System.Threading.Tasks.Parallel.For(0, 4, _ => { var x = rand(600, 600); while (true) x = x.matmul(x).softmax(1); });");
        var (code, _, errors) = engram.Run("run", "a.ipynb", "-o", "out.ipynb", "--timeout", "8");
        Assert.True(code == 124, $"{code}: {errors}");
        Validate("out.ipynb");
    }

    [Theory]
    [InlineData("this is { no JSON", "a.ipynb", "JSON")]
    [InlineData("[]", "a.ipynb", "cells")]
    [InlineData("{\"cells\": [], \"nbformat\": 4, \"metadata\": {\"kernelspec\": {\"language\": \"python\", \"name\": \"python3\"}}}", "a.ipynb", "python")]
    [InlineData(null, "a.ipynb", "no such file")]
    public void WhatIsNoCSharpNotebookIsRefusedInOneLine(string? text, string file, string cause)
    {
        if (text is not null)
            engram.Write(file, text);
        Refused(cause, file, "run", "a.ipynb", "-o", "out.ipynb");
        Assert.False(File.Exists(Path.Combine(engram.Folder, "out.ipynb")));
    }

    [Theory]
    [InlineData("no parameter 'm'", "-p", "m=1")]
    [InlineData("\"many\" is none", "-p", "n=many")]
    [InlineData("name=value", "-p", "n")]
    [InlineData("seconds above 0", "--timeout", "0")]
    [InlineData("not both", "-o", "x.ipynb", "--in-place")]
    [InlineData("--sometimes", "--sometimes")]
    public void WrongCallsExitWithTwo(string cause, params string[] options)
    {
        engram.Notebook("a.ipynb", "int n = 2;");
        Refused(cause, "", ["run", "a.ipynb", .. options]);
    }

    private void Refused(string cause, string file, params string[] arguments)
    {
        var (code, _, errors) = engram.Run(arguments);
        Assert.Equal(2, code);
        Assert.Contains(cause, errors);
        Assert.Contains(file, errors);
        Assert.Single(errors.Trim().Split('\n'));
        Assert.StartsWith("engram: ", errors);
    }

    // Debian's python3-nbformat is the referee where it is installed.
    private void Validate(string name)
    {
        const string Python = "/usr/bin/python3";
        if (!File.Exists(Python))
            return;
        var start = new ProcessStartInfo(Python, ["-c", "import sys\ntry:\n import nbformat\nexcept ImportError:\n sys.exit(0)\nnbformat.validate(nbformat.read(sys.argv[1], as_version=4))", Path.Combine(engram.Folder, name)]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}
