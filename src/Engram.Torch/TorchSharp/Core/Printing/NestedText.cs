using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Arrays within arrays, as NumPy prints them or as a C# array initialiser. The middle of long dimensions is left out.</summary>
internal sealed class NestedText
{
    private readonly ElementText elements;
    private readonly TensorFormat format;
    private readonly StringBuilder text = new();
    private readonly (string Open, string Close, string Comma, string Suffix) marks;
    private readonly bool hasBlankLines;

    private NestedText(ElementText elements, TensorFormat format, (string Open, string Close, string Comma, string Suffix) marks, bool hasBlankLines)
    {
        this.elements = elements;
        this.format = format;
        this.marks = marks;
        this.hasBlankLines = hasBlankLines;
    }

    internal static string Numpy(ElementText elements, TensorFormat format)
    {
        if (elements.Shape.Length == 0)
            return elements[0];
        var nested = new NestedText(elements, format, ("[", "]", "", ""), hasBlankLines: true);
        nested.Array(0, 0, elements.Shape.TotalSize());
        return nested.text.ToString();
    }

    internal static string CSharp(string head, ElementText elements, TensorFormat format)
    {
        var (name, suffix) = Literal(elements.Type);
        if (elements.Shape.Length == 0)
            return $"{head}, value = {elements[0]}";
        var nested = new NestedText(elements, format, ("{", "}", ",", suffix), hasBlankLines: false);
        var dimensions = $"{name} [{new string(',', elements.Shape.Length - 1)}] ";
        if (elements.Shape.Length == 1)
        {
            nested.text.Append(head).Append(", value = ").Append(dimensions);
            nested.Array(0, 0, elements.Shape[0]);
            return nested.text.ToString();
        }

        // The outermost braces stand on lines of their own.
        nested.text.Append(head).Append(", value = ").Append(format.NewLine).Append(dimensions).Append('{').Append(format.NewLine).Append(' ');
        nested.Items(0, 0, elements.Shape.TotalSize());
        return nested.text.Append(format.NewLine).Append('}').ToString();
    }

    private void Array(int depth, long first, long count)
    {
        text.Append(marks.Open);
        Items(depth, first, count);
        text.Append(marks.Close);
    }

    // `first` and `count`: where the elements of this sub-array lie in row-major order.
    private void Items(int depth, long first, long count)
    {
        var size = elements.Shape[depth];
        var isInnermost = depth == elements.Shape.Length - 1;
        var limit = isInnermost ? format.MaxColumns : format.MaxRows;
        var isCut = size > limit;
        var front = isCut ? (limit + 1) / 2 : size;
        var back = isCut ? size - Math.Max(1, limit / 2) : size;
        var gap = isInnermost ? " " : Gap(depth);
        var comma = isInnermost ? "," : marks.Comma;
        for (long i = 0; i < size; i = i + 1 == front && isCut ? back : i + 1)
        {
            if (i == back && isCut)
                text.Append(gap).Append("...").Append(gap);
            else if (i > 0)
                text.Append(gap);
            if (isInnermost)
                text.Append(elements[first + i]).Append(marks.Suffix);
            else
                Array(depth + 1, first + (i * (count / size)), count / size);
            if (i < size - 1)
                text.Append(comma);
        }
    }

    private string Gap(int depth)
    {
        var lines = hasBlankLines ? elements.Shape.Length - 1 - depth : 1;
        return string.Concat(Enumerable.Repeat(format.NewLine, lines)) + new string(' ', depth + 1);
    }

    private static (string Name, string Suffix) Literal(ScalarType type) => type switch
    {
        ScalarType.Byte => ("byte", ""),
        ScalarType.Int8 => ("sbyte", ""),
        ScalarType.Int16 => ("short", ""),
        ScalarType.Int32 => ("int", ""),
        ScalarType.Int64 => ("long", "L"),
        ScalarType.Float16 => ("float16", "f"),
        ScalarType.BFloat16 => ("bfloat16", "f"),
        ScalarType.Float32 => ("float", "f"),
        ScalarType.Float64 => ("double", ""),
        ScalarType.Bool => ("bool", ""),
        ScalarType.ComplexFloat32 => ("complex32", ""),
        _ => ("complex64", ""),
    };
}
