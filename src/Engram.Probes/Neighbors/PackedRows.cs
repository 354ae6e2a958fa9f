using System.Numerics.Tensors;

namespace Engram.Probes.Neighbors;

/// <summary>Rows in single precision, 32 side by side: number d of row r of a panel stands at [d, r]. Lanes left over are infinitely far.</summary>
internal sealed class PackedRows
{
    /// <summary>Rows of a panel.</summary>
    public const int PanelRows = 32;

    private readonly float[] values;
    private readonly float[] offsets;

    /// <summary>Packs rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="prepare">Writes what stands for a row.</param>
    /// <param name="hasNorms">Whether a row's offset is its squared norm, or 0.</param>
    public PackedRows(FeatureMatrix rows, RowPreparation prepare, bool hasNorms)
    {
        (Columns, Panels) = (rows.Columns, (rows.Rows + PanelRows - 1) / PanelRows);
        values = new float[Panels * PanelRows * Columns];
        offsets = new float[Panels * PanelRows];
        var row = new double[Columns];
        for (var i = 0; i < offsets.Length; i++)
        {
            if (i >= rows.Rows)
            {
                offsets[i] = float.PositiveInfinity;
                continue;
            }

            prepare(rows.Row(i), row);
            var square = TensorPrimitives.SumOfSquares<double>(row);
            LargestNorm = Math.Max(LargestNorm, Math.Sqrt(square));
            offsets[i] = hasNorms ? (float)square : 0;
            var start = (i / PanelRows * PanelRows * Columns) + (i % PanelRows);
            for (var d = 0; d < Columns; d++)
                values[start + (d * PanelRows)] = (float)row[d];
        }
    }

    /// <summary>Numbers of a row.</summary>
    public int Columns { get; }

    /// <summary>Number of panels.</summary>
    public int Panels { get; }

    /// <summary>Largest norm of a row.</summary>
    public double LargestNorm { get; }

    /// <summary>[d, row] of a panel.</summary>
    public ReadOnlySpan<float> Panel(int panel) => values.AsSpan(panel * PanelRows * Columns, PanelRows * Columns);

    /// <summary>Offsets of a panel's rows.</summary>
    public ReadOnlySpan<float> Offsets(int panel) => offsets.AsSpan(panel * PanelRows, PanelRows);
}
