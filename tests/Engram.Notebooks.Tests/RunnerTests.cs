using System.Text.Json.Nodes;
using Engram.Notebooks.Documents;
using Engram.Notebooks.Execution;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)] // cells write to the process's one console

namespace Engram.Notebooks.Tests;

public class RunnerTests
{
    [Fact]
    public void StateAwaitStreamsAndTheLastValueArrive()
    {
        var notebook = Make(["int x = 2;", "await Task.Delay(1);\nConsole.WriteLine(\"said\");\nx + 40"]);
        Assert.Equal(RunOutcome.Succeeded, NotebookRunner.Run(notebook, TimeSpan.FromSeconds(60)).Outcome);
        var outputs = notebook.Cells[1].Outputs;
        Assert.Equal("said\n", outputs[0]!["text"]![0]!.ToString());
        Assert.Equal("42", outputs[1]!["data"]!["text/plain"]![0]!.ToString());
        Assert.Equal("execute_result", outputs[1]!["output_type"]!.ToString());
    }

    [Fact]
    public void AnErrorStopsTheRunAndNamesCellAndLine()
    {
        var notebook = Make(["1", "\nthrow new InvalidOperationException(\"broken\");", "3"]);
        var result = NotebookRunner.Run(notebook, TimeSpan.FromSeconds(60));
        Assert.Equal((RunOutcome.Failed, 2), (result.Outcome, result.Cell));
        Assert.Contains("In[2]:line 2", result.Message);
        Assert.Equal("error", notebook.Cells[1].Outputs[0]!["output_type"]!.ToString());
        Assert.Empty(notebook.Cells[2].Outputs);
    }

    [Fact]
    public void ACompileErrorNamesCellLineAndColumn()
    {
        var result = NotebookRunner.Run(Make(["int a = \"text\";"]), TimeSpan.FromSeconds(60));
        Assert.StartsWith("In[1](1,9): error CS0029", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEndlessLoopEndsAtTheTimeout()
    {
        var result = NotebookRunner.Run(Make(["while (true) { }"]), TimeSpan.FromSeconds(4));
        Assert.Equal(RunOutcome.TimedOut, result.Outcome);
    }

    [Fact]
    public void ParametersAreTypedAndUnknownOnesRefused()
    {
        var notebook = Make(["string data = \"auto\";\nint seeds = 3;", "$\"{data} {seeds}\""], parameters: true);
        var error = Assert.Throws<NotebookException>(() => notebook.Inject(new Dictionary<string, string> { ["sees"] = "1" }));
        Assert.Contains("int seeds", error.Message);
        Assert.Throws<NotebookException>(() => notebook.Inject(new Dictionary<string, string> { ["seeds"] = "many" }));
        notebook.Inject(new Dictionary<string, string> { ["seeds"] = "5", ["data"] = "a \"b\"" });
        Assert.Equal(RunOutcome.Succeeded, NotebookRunner.Run(notebook, TimeSpan.FromSeconds(60)).Outcome);
        Assert.Equal("a \"b\" 5", notebook.Cells[2].Outputs[0]!["data"]!["text/plain"]![0]!.ToString());
    }

    [Fact]
    public void HostileValuesAreEscaped()
    {
        var notebook = Make(["new[] { \"<script>alert(1)</script>\" }"]);
        NotebookRunner.Run(notebook, TimeSpan.FromSeconds(60));
        var html = string.Concat(notebook.Cells[0].Outputs[0]!["data"]!["text/html"]!.AsArray().Select(l => l!.ToString()));
        Assert.DoesNotContain("<script", html);
        Assert.Contains("&lt;script&gt;", html);
    }

    [Theory]
    [InlineData("{\"cells\": 3, \"nbformat\": 4}", "not a notebook")]
    [InlineData("{\"cells\": [], \"nbformat\": 3}", "nbformat 4")]
    [InlineData("{\"cells\": [], \"nbformat\": 4, \"metadata\": {\"kernelspec\": {\"language\": \"python\"}}}", "python")]
    [InlineData("{\"cells\": [{}], \"nbformat\": 4}", "cell_type")]
    public void WhatIsNoCSharpNotebookIsRefused(string text, string reason)
    {
        var error = Assert.Throws<NotebookException>(() => Notebook.Parse(text, "x.ipynb"));
        Assert.Contains(reason, error.Message);
        Assert.Contains("x.ipynb", error.Message);
    }

    private static Notebook Make(string[] cells, bool parameters = false)
    {
        var list = new JsonArray([.. cells.Select((source, i) => (JsonNode)new JsonObject
        {
            ["cell_type"] = "code", ["source"] = source, ["outputs"] = new JsonArray(), ["execution_count"] = null,
            ["metadata"] = parameters && i == 0 ? new JsonObject { ["tags"] = new JsonArray("parameters") } : new JsonObject(),
        })]);
        return Notebook.Parse(new JsonObject { ["cells"] = list, ["nbformat"] = 4 }.ToJsonString(), "test.ipynb");
    }
}
