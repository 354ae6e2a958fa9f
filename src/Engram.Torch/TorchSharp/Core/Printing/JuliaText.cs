using System.Text;

namespace TorchSharp;

/// <summary>Matrices as aligned columns, one after another for tensors of more dimensions, as Julia prints them.</summary>
internal static class JuliaText
{
    private const string Rest = " ...";

    internal static string Write(string head, ElementText elements, TensorFormat format)
    {
        var shape = elements.Shape;
        if (shape.Length == 0)
            return $"{head}, value = {elements[0]}";
        var text = new StringBuilder(head).Append(format.NewLine);
        var rows = shape.Length > 1 ? shape[^2] : 1;
        var columns = shape[^1];
        var outer = shape.Length > 2 ? shape[..^2] : [];
        var matrices = outer.TotalSize();
        for (long matrix = 0; matrix < matrices; matrix++)
        {
            if (matrix > 0)
                text.Append(format.NewLine);
            if (outer.Length > 0)
                text.Append('[').AppendJoin(',', Position(matrix, outer)).Append(",..,..] =").Append(format.NewLine);
            Matrix(text, elements, matrix * rows * columns, rows, columns, format);
        }

        return text.ToString();
    }

    private static void Matrix(StringBuilder text, ElementText elements, long first, long rows, long columns, TensorFormat format)
    {
        var lines = new StringBuilder[rows];
        for (var row = 0; row < rows; row++)
            lines[row] = new StringBuilder();
        long length = 0;
        for (long column = 0; column < columns; column++)
        {
            var cells = new string[rows];
            for (var row = 0; row < rows; row++)
                cells[row] = elements[first + (row * columns) + column];
            var width = cells.Length == 0 ? 0 : cells.Max(c => c.Length);
            length += width + 1;

            // A column is shown where " ..." still fits behind it (its last point may stand outside).
            var fits = length <= format.Width - Rest.Length + 1;
            for (var row = 0; row < rows; row++)
                lines[row].Append(fits ? " " + cells[row].PadLeft(width) : Rest);
            if (!fits)
                break;
        }

        foreach (var line in lines)
            text.Append(line).Append(format.NewLine);
    }

    private static long[] Position(long index, long[] sizes)
    {
        var position = new long[sizes.Length];
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            position[i] = index % sizes[i];
            index /= sizes[i];
        }

        return position;
    }
}
