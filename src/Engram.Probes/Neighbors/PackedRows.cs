using System.Numerics.Tensors;
using Engram.Probes.Numerics;

namespace Engram.Probes.Neighbors;

/// <summary>Rows in single precision, 32 side by side: number d of row r of a panel stands at [d, r]. Lanes left over are infinitely far.</summary>
internal sealed class PackedRows
{
    /// <summary>Rows of a panel.</summary>
    public const int PanelRows = 32;

    private const int Group = 16; // panels that a thread packs at a time

    private readonly float[] values;
    private readonly float[] offsets;

    /// <summary>Packs rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="prepare">Writes what stands for a row.</param>
    /// <param name="hasNorms">Whether a row's offset is -‖r‖²/2, or 0.</param>
    /// <param name="threads">Most threads at once; 0 for one a core.</param>
    public PackedRows(FeatureMatrix rows, RowPreparation prepare, bool hasNorms, int threads)
    {
        (Columns, Panels) = (rows.Columns, (rows.Rows + PanelRows - 1) / PanelRows);
        values = new float[Panels * PanelRows * Columns];
        offsets = new float[Panels * PanelRows];
        var norms = new double[Panels];
        Work.For((Panels + Group - 1) / Group, threads, group =>
        {
            var (row, panel) = (new double[Columns], new float[PanelRows * Columns]);
            for (var p = group * Group; p < Math.Min(Panels, (group + 1) * Group); p++)
                norms[p] = Pack(rows, prepare, hasNorms, p, row, panel);
        });
        LargestNorm = norms.Max();
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

    // gives the largest norm of the panel
    private double Pack(FeatureMatrix rows, RowPreparation prepare, bool hasNorms, int panel, double[] row, float[] block)
    {
        var (first, count) = (panel * PanelRows, Math.Min(PanelRows, rows.Rows - (panel * PanelRows)));
        double largest = 0;
        for (var r = 0; r < PanelRows; r++)
        {
            if (r >= count)
            {
                offsets[first + r] = float.NegativeInfinity;
                block.AsSpan(r * Columns, Columns).Clear();
                continue;
            }

            prepare(rows.Row(first + r), row);
            var square = TensorPrimitives.SumOfSquares<double>(row);
            largest = Math.Max(largest, Math.Sqrt(square));
            offsets[first + r] = hasNorms ? (float)(-0.5 * square) : 0;
            TensorPrimitives.ConvertTruncating<double, float>(row, block.AsSpan(r * Columns, Columns));
        }

        var target = values.AsSpan(panel * PanelRows * Columns, PanelRows * Columns);
        for (var d = 0; d < Columns; d++)
        {
            for (var r = 0; r < PanelRows; r++)
                target[(d * PanelRows) + r] = block[(r * Columns) + d];
        }

        return largest;
    }
}
