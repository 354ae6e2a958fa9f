using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Tensors;

/// <summary>Texts as TorchSharp 0.107 was seen to print them.</summary>
public sealed class PrintingTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public PrintingTests() => CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

    public void Dispose()
    {
        CultureInfo.CurrentCulture = before;
        set_printoptions(torch.julia, "g5", 100, "\n", 6, 6);
    }

    public static TheoryData<string, string, string, string> Cases() => new()
    {
        { "scalar", "[], type = Float32, device = cpu, value = 3.1416", "3.1416", "[], type = Float32, device = cpu, value = 3.1416" },
        { "scalar_int", "[], type = Int32, device = cpu, value = 3", "3", "[], type = Int32, device = cpu, value = 3" },
        { "vector", "[4], type = Float32, device = cpu\n 1e-05 0.002 -3.25 0\n", "[1e-05, 0.002, -3.25, 0]", "[4], type = Float32, device = cpu, value = float [] {1e-05f, 0.002f, -3.25f, 0f}" },
        { "special", "[3], type = Float64, device = cpu\n NaN Infinity -Infinity\n", "[NaN, Infinity, -Infinity]", "[3], type = Float64, device = cpu, value = double [] {NaN, Infinity, -Infinity}" },
        { "long", "[7], type = Int64, device = cpu\n 0 1 2 3 4 5 6\n", "[0, 1, 2, ... 4, 5, 6]", "[7], type = Int64, device = cpu, value = long [] {0L, 1L, 2L, ... 4L, 5L, 6L}" },
        { "bool", "[2x2], type = Bool, device = cpu\n False False\n  True  True\n", "[[False, False]\n [True, True]]", "[2x2], type = Bool, device = cpu, value = \nbool [,] {\n {False, False},\n {True, True}\n}" },
        { "half", "[2], type = Float16, device = cpu\n 1.5 2\n", "[1.5, 2]", "[2], type = Float16, device = cpu, value = float16 [] {1.5f, 2f}" },
        { "bfloat16", "[2], type = BFloat16, device = cpu\n 1.5 2\n", "[1.5, 2]", "[2], type = BFloat16, device = cpu, value = bfloat16 [] {1.5f, 2f}" },
        { "complex", "[4], type = ComplexFloat64, device = cpu\n 1+2i -1.5 -2i 0\n", "[1+2i, -1.5, -2i, 0]", "[4], type = ComplexFloat64, device = cpu, value = complex64 [] {1+2i, -1.5, -2i, 0}" },
        { "complex_negative", "[], type = ComplexFloat64, device = cpu, value = 1+-2i", "1+-2i", "[], type = ComplexFloat64, device = cpu, value = 1+-2i" },
        { "mixed", "[2x2], type = Float64, device = cpu\n   1.5 -200.12\n 1e-08   4e+07\n", "[[1.5, -200.12]\n [1e-08, 4e+07]]", "[2x2], type = Float64, device = cpu, value = \ndouble [,] {\n {1.5, -200.12},\n {1e-08, 4e+07}\n}" },
        { "view", "[3x2], type = Float32, device = cpu\n 0 3\n 1 4\n 2 5\n", "[[0, 3]\n [1, 4]\n [2, 5]]", "[3x2], type = Float32, device = cpu, value = \nfloat [,] {\n {0f, 3f},\n {1f, 4f},\n {2f, 5f}\n}" },
        {
            "cube", "[2x3x2], type = Float32, device = cpu\n[0,..,..] =\n 0 1\n 2 3\n 4 5\n\n[1,..,..] =\n  6  7\n  8  9\n 10 11\n",
            "[[[0, 1]\n  [2, 3]\n  [4, 5]]\n\n [[6, 7]\n  [8, 9]\n  [10, 11]]]",
            "[2x3x2], type = Float32, device = cpu, value = \nfloat [,,] {\n {{0f, 1f},\n  {2f, 3f},\n  {4f, 5f}},\n {{6f, 7f},\n  {8f, 9f},\n  {10f, 11f}}\n}"
        },
        {
            "five", "[2x1x2x1x2], type = Float32, device = cpu\n[0,0,0,..,..] =\n 0 1\n\n[0,0,1,..,..] =\n 2 3\n\n[1,0,0,..,..] =\n 4 5\n\n[1,0,1,..,..] =\n 6 7\n",
            "[[[[[0, 1]]\n\n   [[2, 3]]]]\n\n\n\n [[[[4, 5]]\n\n   [[6, 7]]]]]",
            "[2x1x2x1x2], type = Float32, device = cpu, value = \nfloat [,,,,] {\n {{{{0f, 1f}},\n   {{2f, 3f}}}},\n {{{{4f, 5f}},\n   {{6f, 7f}}}}\n}"
        },
        {
            "tall", "[8x1], type = Int64, device = cpu\n 0\n 1\n 2\n 3\n 4\n 5\n 6\n 7\n", "[[0]\n [1]\n [2]\n ...\n [5]\n [6]\n [7]]",
            "[8x1], type = Int64, device = cpu, value = \nlong [,] {\n {0L},\n {1L},\n {2L},\n ...\n {5L},\n {6L},\n {7L}\n}"
        },
        { "empty", "[0], type = Float32, device = cpu\n\n", "[]", "[0], type = Float32, device = cpu, value = float [] {}" },
        { "no columns", "[2x0], type = Float32, device = cpu\n\n\n", "[[]\n []]", "[2x0], type = Float32, device = cpu, value = \nfloat [,] {\n {},\n {}\n}" },
        { "meta", "[2x3], type = Float32, device = meta", "[2x3], type = Float32, device = meta", "[2x3], type = Float32, device = meta" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void EachStyleIsTorchSharps(string name, string julia, string numpy, string csharp)
    {
        var tensor = Make(name);
        Assert.Equal(julia, tensor.jlstr());
        Assert.Equal(julia, tensor.str());
        Assert.Equal(julia, tensor.ToString(true));
        Assert.Equal(numpy, tensor.npstr());
        Assert.Equal(numpy, tensor.ToString(torch.numpy));
        Assert.Equal(csharp, tensor.cstr());
        Assert.Equal(julia.Split('\n')[0].Split(", value")[0], tensor.ToString());
        Assert.Equal(tensor.ToString(), tensor.metastr());
        Assert.Equal(tensor.ToString(), tensor.ToString(false));
    }

    [Theory]
    [InlineData(16, " 0 1 2 3 4 5 ...")]
    [InlineData(17, " 0 1 2 3 4 5 6 ...")]
    [InlineData(22, " 0 1 2 3 4 5 6 7 8 ...")]
    [InlineData(1, " ...")]
    public void LongLinesAreCut(int width, string line) =>
        Assert.Equal($"[10], type = Int64, device = cpu\n{line}\n", arange(10).jlstr(width: width));

    [Fact]
    public void OptionsHoldUntilTheyAreSetAgain()
    {
        var thirds = arange(4, dtype: float64).reshape(2, 2) / 3;
        set_printoptions(precision: 3);
        Assert.Equal("[2x2], type = Float64, device = cpu\n 0.000 0.333\n 0.667 1.000\n", thirds.str());
        Assert.Equal("[[0, 0.33333]\n [0.66667, 1]]", thirds.npstr()); // npstr has a format of its own
        set_printoptions(precision: 3, sci_mode: true);
        Assert.Equal("[2x2], type = Float64, device = cpu\n 0.000E+000 3.333E-001\n 6.667E-001 1.000E+000\n", thirds.str());
        set_printoptions(style: torch.numpy, floatFormat: "g5", newLine: "|", maxRows: 4, maxColumns: 5);
        Assert.Equal("[[0, 1, 2, ... 8, 9]| [10, 11, 12, ... 18, 19]| ...| [80, 81, 82, ... 88, 89]| [90, 91, 92, ... 98, 99]]", arange(100).reshape(10, 10).str());
        Assert.Equal(torch.numpy, torch.TensorStringStyle);
        Assert.Throws<ArgumentException>(() => torch.TensorStringStyle = TorchSharp.TensorStringStyle.Default);
        Assert.Throws<ArgumentException>(() => set_printoptions(maxRows: 0));
    }

    [Fact]
    public void FormatAndCultureOfOneCall()
    {
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        Assert.Equal("[1,50, 2,25]", tensor(new[] { 1.5, 2.25 }).npstr("f2", cultureInfo: german));
        Assert.Equal("[2], type = Int32, device = cpu\n 1 2\n", tensor(new[] { 1, 2 }).str("f2"));
    }

    [Fact]
    public void PrintingADisposedTensorThrows()
    {
        var gone = ones(2);
        gone.Dispose();
        Assert.Throws<InvalidOperationException>(() => gone.str());
        Assert.Throws<InvalidOperationException>(() => gone.ToString());
    }

    private static Tensor Make(string name) => name switch
    {
        "scalar" => tensor(3.14159f),
        "scalar_int" => tensor(3),
        "vector" => tensor(new[] { 1e-5f, 2e-3f, -3.25f, 0 }),
        "special" => tensor(new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity }),
        "long" => arange(7),
        "bool" => arange(4).reshape(2, 2) > 1,
        "half" => tensor(new[] { 1.5f, 2 }).to(float16),
        "bfloat16" => tensor(new[] { 1.5f, 2 }).to(bfloat16),
        "complex" => tensor(new System.Numerics.Complex[] { new(1, 2), new(-1.5, 0), new(0, -2), new(0, 0) }),
        "complex_negative" => tensor(new System.Numerics.Complex(1, -2)),
        "mixed" => tensor(new[,] { { 1.5, -200.123456 }, { 1e-8, 4e7 } }),
        "view" => arange(6, dtype: float32).reshape(2, 3).T,
        "cube" => arange(12, dtype: float32).reshape(2, 3, 2),
        "five" => arange(8, dtype: float32).reshape(2, 1, 2, 1, 2),
        "tall" => arange(8).reshape(8, 1),
        "empty" => zeros(0),
        "no columns" => zeros(2, 0),
        _ => ones(2, 3, device: META),
    };
}
