using System.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>The Fourier transform of an image: F[i, j] = Σ x[r, c] e^(-2πi (ir/rows + jc/columns)).</summary>
internal static class PlaneTransform
{
    internal static Complex[,] Forward(double[,] image)
    {
        var values = new Complex[image.GetLength(0), image.GetLength(1)];
        for (var r = 0; r < values.GetLength(0); r++)
        {
            for (var c = 0; c < values.GetLength(1); c++)
                values[r, c] = image[r, c];
        }

        TransformInPlace(values);
        return values;
    }

    /// <summary>Rows, then columns.</summary>
    internal static void TransformInPlace(Complex[,] values)
    {
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var row = new Complex[columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
                row[c] = values[r, c];
            var line = Fourier.Forward(row);
            for (var c = 0; c < columns; c++)
                values[r, c] = line[c];
        }

        var column = new Complex[rows];
        for (var c = 0; c < columns; c++)
        {
            for (var r = 0; r < rows; r++)
                column[r] = values[r, c];
            var line = Fourier.Forward(column);
            for (var r = 0; r < rows; r++)
                values[r, c] = line[r];
        }
    }
}
