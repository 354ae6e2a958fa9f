namespace Engram.Rendering.Tests;

/// <summary>One figure of every kind and with every awkward input, by name: the single list that drives the tests of both writers.</summary>
internal static partial class Gallery
{
    private static readonly string[] FewElectrodes = ["Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz", "C4", "T8", "P7", "P3", "Pz", "P4", "P8", "O1", "O2", "Fcz", "Cp3", "Cp4"];

    public static IReadOnlyDictionary<string, Func<Figure>> Figures { get; } = Basic().Concat(Kinds()).ToDictionary();

    private static Dictionary<string, Func<Figure>> Basic() => new()
    {
        ["line"] = () => Plot.Line(Ramp(50), Wave(50, 1), "sine").With(new LineMark(Ramp(50), Wave(50, 0.5)) { Label = "half", IsDashed = true }).WithTitle("Two sines").WithAxes("time (s)", "value (V)"),
        ["band"] = () => new(new Panel { Marks = [new BandMark(Ramp(20), Wave(20, 0.4), Wave(20, 1.2)), new LineMark(Ramp(20), Wave(20, 0.8)) { Label = "mean" }, new RuleMark(0.2) { Label = "chance" }, new RuleMark(3, true)], Title = "Interval" }),
        ["scatter"] = () => Plot.Scatter(Wave(40, 1), Ramp(40), "points").With(new PointMark([0.1, 0.5], [3, 9]) { Names = ["a", "b"], Label = "named" }),
        ["bars"] = () => Plot.Bars(["SCM + MDM", "SCM + tangent SVM", "ACM + MDM", "a rather long name of a bar"], [0.5, 0.8, -0.2, 0.9], [0.1, 0.05, 0.1, 0]).With(new RuleMark(0.5) { Label = "chance" }).WithAxes("", "area"),
        ["matrix"] = () => Plot.Matrix(new double[,] { { 1, -2, 3 }, { double.NaN, 0, 1 } }, "value (V)", true, ["row 1", "row 2"], ["a", "b", "c"]),
        ["matrix with numbers"] = () => new(new Panel { Marks = [new MatrixMark(new double[,] { { 0.5, 0.75 }, { 0.9, 1 } }) { HasNumbers = true, Framed = [(1, 1)] }], IsYDownward = true }),
        ["traces"] = () => Plot.Traces([Wave(300, 5e-6), Wave(300, 2e-6), Wave(300, 0)], 100, ["Fp1", "Cz", "flat"]),
        ["topomap"] = () => Plot.Topomap(FewElectrodes, [.. FewElectrodes.Select((_, i) => Math.Sin(i) * 1e-6)], "V", hasNames: true).WithTitle("A map"),
        ["topomap of one electrode"] = () => Plot.Topomap(["Cz"], [3]),
        ["topomap with gaps"] = () => Plot.Topomap(FewElectrodes, [.. FewElectrodes.Select((_, i) => i % 3 == 0 ? double.NaN : i)], "", false),
        ["topomap without values"] = () => Plot.Topomap(["Cz", "Pz"], [double.NaN, double.PositiveInfinity]),
        ["topomap, constant"] = () => Plot.Topomap(["Cz", "Pz", "Oz"], [2, 2, 2], "", false),
        ["simple circuit"] = () => Plot.Circuit([new("'Once'", 0, 0), new("L1 f3", 1), new("L1 h2", 1, 2), new("logit", 2, 3)], [new(0, 1, 0.5), new(1, 3, -1), new(2, 3, 0.2)]).WithTitle("Why"),
        ["circuit without edges"] = () => Plot.Circuit([new("alone", 0)], []),
        ["empty circuit"] = () => Plot.Circuit([], []),
        ["grid"] = () => Plot.Grid(2, Plot.Line([0, 1], [0, 1]), Plot.Scatter([1], [1]), Plot.Matrix(new double[2, 2])),
        ["empty line"] = () => Plot.Line([], []),
        ["empty panel"] = () => new(new Panel { Marks = [] }),
        ["empty matrix"] = () => Plot.Matrix(new double[0, 0]),
        ["one point"] = () => Plot.Line([2], [3]),
        ["not a number"] = () => Plot.Line([0, 1, 2, 3], [double.NaN, 1, double.PositiveInfinity, 2], "gaps"),
        ["nothing finite"] = () => Plot.Bars(["a"], [double.NaN], [double.NaN]),
        ["constant"] = () => Plot.Line(Ramp(10), [.. Ramp(10).Select(_ => 5.0)]),
        ["nano"] = () => Plot.Line(Ramp(30), Wave(30, 1e-9), "small").WithAxes("s", "V"),
        ["pico range on an offset"] = () => Plot.Line(Ramp(30), [.. Wave(30, 1e-12).Select(v => 1e-6 + v)]),
        ["giga"] = () => Plot.Scatter(Wave(30, 1e9), Wave(30, 1e9)),
        ["extreme"] = () => Plot.Line([0, 1, 2], [double.MinValue, 0, double.MaxValue]),
        ["extreme matrix"] = () => Plot.Matrix(new double[,] { { -1e308, 1e308 } }, "", true),
        ["long line"] = () => Plot.Line(Ramp(500_000), Wave(500_000, 1)),
        ["long curve"] = () => Plot.Line(Wave(200_000, 1), Wave(200_000, 2)),
        ["many points"] = () => Plot.Scatter(Ramp(200_000), Wave(200_000, 1)),
        ["large matrix"] = () => Plot.Matrix(LargeMatrix(700, 900), "value"),
        ["hostile text"] = () => Plot.Line([0, 1], [0, 1], "<script>alert(1)</script>").WithTitle("a & b < c > \"d\" 'e' \u0001 ]]>").WithAxes("<x>", "&y;"),
        ["logarithmic"] = () => new(new Panel { Marks = [new LineMark(Ramp(40), [.. Ramp(40).Select(t => t < 1 ? 0 : Math.Exp(-2 * t))]) { Label = "decay" }], IsYLogarithmic = true, XLabel = "time (s)", YLabel = "loss (nats)" }),
        ["logarithmic over less than a decade"] = () => new(new Panel { Marks = [new LineMark(Ramp(40), [.. Ramp(40).Select(t => 2 + t)])], IsYLogarithmic = true, IsXLogarithmic = true }),
        ["spans"] = () => Plot.Line(Ramp(100), Wave(100, 1)).With(new SpanMark([(1, 3, "masked"), (5, 5, "T1"), (5.05, 5.05, "T2 close to it"), (9, 20, "beyond")]) { Label = "masked" }),
        ["many names"] = () => Plot.Scatter([.. Wave(120, 1)], [.. Wave(120, 1).Select((v, i) => v * i)]).With(new PointMark([.. Wave(60, 1)], [.. Wave(60, 90)]) { Names = [.. Enumerable.Range(0, 60).Select(i => $"name {i}")] }),
        ["many bars"] = () => Plot.Bars([.. Enumerable.Range(0, 90).Select(i => $"electrode {i}")], Wave(90, 1)),
        ["long legend"] = () => new(new Panel { Marks = [.. Enumerable.Range(0, 12).Select(i => new LineMark([0, 1], [i, i + 1]) { Label = $"method number {i}" })], Title = "Twelve methods" }),
        ["long names"] = () => Plot.Matrix(new double[,] { { 1, 2 }, { 3, 4 } }, "a label of the colour bar that is much longer than the bar is high", false, ["a very long name of a row that cannot be shown in full", "b"], ["a very long name of a column that cannot be shown in full", "d"]).WithAxes("a label of the horizontal axis that is longer than the whole panel is wide, by quite some words", "a label of the vertical axis that is longer than the whole panel is high, by quite some words"),
        ["other scripts"] = () => Plot.Line([0, 1], [0, 1], "α-Aktivität, 時間").WithTitle("µV²/Hz ± σ — ‖x‖₂ ≤ 10⁻³ 測定"),
        ["light"] = () => Plot.Line(Ramp(50), Wave(50, 1), "sine").WithTheme(Theme.Light).WithTitle("On white paper"),
        ["dark"] = () => Plot.Line(Ramp(50), Wave(50, 1), "sine").WithTheme(Theme.Dark).WithTitle("On black paper"),
        ["long title"] = () => Plot.Line([0, 1], [0, 1]).WithTitle(string.Join(' ', Enumerable.Repeat("word", 40))),
    };

    public static TheoryData<string> Names => [.. Figures.Keys];

    private static double[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(i => i / 10.0)];

    private static double[] Wave(int count, double size) => [.. Enumerable.Range(0, count).Select(i => size * Math.Sin(i * 0.37))];

    private static double[,] LargeMatrix(int rows, int columns)
    {
        var matrix = new double[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                matrix[i, j] = Math.Sin(i * 0.02) * Math.Cos(j * 0.03);
        }

        return matrix;
    }
}
