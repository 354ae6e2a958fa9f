using System.Diagnostics;
using Engram.Notebooks.Cells;

namespace Engram.Notebooks.Tests.Cells;

public sealed class EngineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;
    private readonly CellEngine engine;
    private readonly RecordedOutput output = new();

    public EngineTests() => engine = new(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WhatAFailingCellDeclaredBeforeItFailedStays()
    {
        Assert.Equal("InvalidOperationException", engine.Run("var kept = 5;\nthrow new InvalidOperationException(\"later\");", output).Error!.Name);
        Run("kept");
        Assert.Equal("5", output.Last());
    }

    [Fact]
    public void ErrorsNameTheLinesOfTheReadersOwnMethodsOnly()
    {
        var error = engine.Run("void Outer() => Inner();\nvoid Inner()\n{\n    int.Parse(\"x\");\n}\nOuter();", output).Error!;
        var frames = error.Traceback.Skip(1).ToArray();
        Assert.Equal(3, frames.Length);
        Assert.Contains("In[1]:line 4", frames[0]);
        Assert.Contains("In[1]:line 1", frames[1]);
        Assert.Contains("In[1]:line 6", frames[2]);
        Assert.DoesNotContain(frames, f => f.Contains('/', StringComparison.Ordinal));
    }

    [Fact]
    public void WarningsAreShownOnce()
    {
        Run("int unused() { int never; return 1; }");
        Run("int again() { int never; return 1; }");
        Assert.Equal(1, output.Text.ToString().Split("CS0168").Length - 1);
    }

    [Fact]
    public void OtherLanguagesAreShownAndCSharpKeepsItsLineNumbers()
    {
        var error = engine.Run("#!markdown\n# Title\n#!csharp\nvar a = 1;\nint b = \"text\";", output).Error!;
        Assert.StartsWith("In[1](5,9)", error.Message, StringComparison.Ordinal);
        Assert.Equal("# Title", output.Last("text/markdown"));
    }

    [Fact]
    public void ScriptsNotebooksAndDibFilesAreImported()
    {
        File.WriteAllText(Path.Combine(folder, "a.csx"), "int FromScript() => 1;");
        File.WriteAllText(Path.Combine(folder, "b.ipynb"), """{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"markdown","metadata":{},"source":"no code"},{"cell_type":"code","metadata":{},"outputs":[],"execution_count":null,"source":"int FromNotebook() => 2;"}]}""");
        File.WriteAllText(Path.Combine(folder, "c.dib"), "#!meta\n\n{\"kernelInfo\":{}}\n\n#!markdown\n\nno code\n\n#!csharp\n\nint FromDib() => 3;");
        Run("#!import a.csx\n#!import b.ipynb\n#!import c.dib\nFromScript() + FromNotebook() + FromDib()");
        Assert.Equal("6", output.Last());
        File.WriteAllText(Path.Combine(folder, "loop.csx"), "#!import loop.csx");
        Assert.Contains("imports itself", engine.Run("#!import loop.csx", output).Error!.Message);
        Assert.Contains("expected a file", engine.Run("#!import missing.csx", output).Error!.Message);
        File.WriteAllText(Path.Combine(folder, "d.csx"), "int Loaded = 4;");
        Run("#load \"d.csx\"\nLoaded");
        Assert.Equal("4", output.Last());
    }

    [Fact]
    public void CommandsAnswer()
    {
        Run("int first = 1; string second = \"two\";");
        Run("#!who");
        Assert.Equal("first  second", output.Last());
        Run("#!whos");
        Assert.Equal("first: int = 1\nsecond: string = two", output.Last());
        Run("#!time\nfirst");
        Assert.StartsWith("Wall time:", output.Last(), StringComparison.Ordinal);
        Run("#!lsmagic");
        Assert.Contains("#!import", output.Last());
        Assert.Contains("#!nothing is not known", engine.Run("#!nothing", output).Error!.Message);
    }

    [Fact]
    public void FormattersOfANotebookAreUsed()
    {
        Run("using Microsoft.DotNet.Interactive.Formatting;\nrecord Point(int X, int Y);\nFormatter.Register<Point>(p => $\"<b>{p.X}</b>\", \"text/html\");\nnew Point(3, 4)");
        Assert.Equal("<b>3</b>", output.Last("text/html"));
        Run("Formatter.ResetToDefault();\nnew Point(3, 4)");
        Assert.Equal("Point { X = 3, Y = 4 }", output.Last());
        Run("class Own { public string ToHtml() => \"<i>own</i>\"; }\nnew Own()");
        Assert.Equal("<i>own</i>", output.Last("text/html"));
        Run("Formatter.Register(typeof(List<>), (value, writer) => writer.Write(\"a list\"), \"text/html\");\nnew List<int> { 1 }");
        Assert.Equal("a list", output.Last("text/html"));
        Run("Formatter.ResetToDefault();");
    }

    [Fact]
    public void ValuesWithoutAFormatterBecomeBoundedEscapedTables()
    {
        Run("Enumerable.Range(0, 1_000_000_000).Select(i => new { Name = \"<\" + i, Square = i * 2 })");
        var html = output.Last("text/html");
        Assert.Contains("&lt;0", html);
        Assert.Contains("Square", html);
        Assert.True(html.Length < 10_000);
        Run("class Node { public Node Next => this; public string Throws => throw new Exception(\"no\"); }\nnew Node()");
        Assert.Contains("(Exception)", output.Last());
        Run("new Exception(\"shown\")");
        Assert.Contains("<details>", output.Last("text/html"));
    }

    [Fact]
    public void InputIsAskedFor()
    {
        output.Answers.Enqueue("Ada");
        Run("await GetInputAsync(\"name\")");
        Assert.Equal("Ada", output.Last());
    }

    [Fact]
    public void MemoryAndTimeStayFlatOverManyCells()
    {
        Run("int counter = 0;");
        for (var i = 0; i < 40; i++)
            Run("counter++;");
        var before = Live();
        for (var i = 0; i < 150; i++)
            Run("counter++;");
        Assert.InRange(Live() - before, long.MinValue, 40L << 20); // with references given to every cell it grows by gigabytes
        Run("counter");
        Assert.Equal("190", output.Last());
    }

    [Fact]
    public void ASleepingCellIsInterruptedAndTheStateStays()
    {
        Run("int kept = 7;");
        using var limit = new CancellationTokenSource(500);
        var clock = Stopwatch.StartNew();
        Assert.Throws<OperationCanceledException>(() => engine.Run("Thread.Sleep(-1);".Replace("Thread", "System.Threading.Thread", StringComparison.Ordinal), output, cancellation: limit.Token));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.4, 30);
        Run("kept");
        Assert.Equal("7", output.Last());
    }

    [Fact]
    public async Task ACellThatRunsWhileTheCompilerWarmsUpSeesOneSetOfTypes()
    {
        for (var round = 0; round < 6; round++)
        {
            var warming = Task.Run(CellEngine.WarmUp, TestContext.Current.CancellationToken);
            var fresh = new CellEngine(folder);
            foreach (var code in (string[])["int a = 1;", "var figure = Plot.Line([1, 2], [3, 4]);", "Plot.Grid(1, figure)"])
            {
                var error = fresh.Run(code, output).Error;
                Assert.True(error is null, error?.Message);
            }

            await warming;
        }
    }

    [Fact]
    public void CompletionAndHelpKnowEarlierCells()
    {
        Run("/// <summary>Twice a number.</summary>\nint Twice(int number) => 2 * number;\nvar words = new List<string>();");
        Assert.Contains(engine.Complete("words.Ad", 8).Items, i => i.Text == "AddRange" && i.Kind == "method");
        Assert.Contains(engine.Complete("Tw", 2).Items, i => i.Text == "Twice");
        Assert.Contains(engine.Complete("words.Sele", 10).Items, i => i.Text == "Select");
        Assert.DoesNotContain(engine.Complete("words.", 6).Items, i => i.Text == "Twice");
        Assert.Contains(engine.Complete("System.IO.", 10).Items, i => i.Text == "File");
        Assert.Contains(engine.Complete("Twice(num", 9).Items, i => i.Text == "number:");
        Assert.Empty(engine.Complete("var s = \"wor", 12).Items);
        Assert.Empty(engine.Complete("// wor", 6).Items);
        Assert.Contains("int Twice(int number)", engine.Inspect("Twice(3)", 2)!.Declarations[0]);
        Assert.True(engine.Inspect("Math.Max(", 9)!.Declarations.Count > 5);
        Assert.Null(engine.Inspect("   ", 1));
    }

    [Theory]
    [InlineData("1 + 1", CellCompleteness.Complete)]
    [InlineData("if (true) {", CellCompleteness.Incomplete)]
    [InlineData("#!time\nvar x = 1;", CellCompleteness.Complete)]
    [InlineData("var = = 3;", CellCompleteness.Invalid)]
    public void CompletenessIsJudgedBySyntax(string code, CellCompleteness expected) => Assert.Equal(expected, CellEngine.Completeness(code));

    [Theory]
    [InlineData("#r \"nuget: \"")]
    [InlineData("#r \"nuget: A\\\" /><Target/>\"")]
    [InlineData("#r \"nuget: Name, 1.0<\"")]
    public void MalformedPackagesAreRefusedBeforeAnythingRuns(string line) => Assert.Contains("Expected #r", engine.Run(line, output).Error!.Message);

    [Fact]
    public void ARebuiltAssemblyIsNoticed()
    {
        var file = Path.Combine(folder, "Lib.dll");
        Build(file, "public static class Answer { public const int Value = 1; public static int Get() => 1; }");
        Run($"#r \"{file}\"\nAnswer.Get()");
        Build(file, "public static class Answer { public const int Value = 2; public static int Get() => 2; }");
        Assert.Contains("restart the kernel", engine.Run($"#r \"{file}\"\nAnswer.Get()", output).Error!.Message);
    }

    private static void Build(string file, string code)
    {
        var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("Lib", [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(code)],
            [Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        using var stream = File.Create(file);
        Assert.True(compilation.Emit(stream).Success);
    }

    private void Run(string code)
    {
        var error = engine.Run(code, output).Error;
        Assert.True(error is null, error is null ? "" : string.Join('\n', error.Traceback));
    }

    private static long Live() => GC.GetTotalMemory(forceFullCollection: true);
}
