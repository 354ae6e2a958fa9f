using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Engram.Signals.Numerics;

/// <summary>Rows in single precision, a group of them side by side: number d of row r of a group stands at [d, r]. Rows left over are zero.</summary>
internal sealed class InterleavedRows
{
    private readonly double[] values;
    private readonly float[] packed;
    private readonly int[]? selection; // where the rows stand among the values; null for all in order

    /// <summary>Packs rows.</summary>
    /// <param name="values">The rows one after another; they must stay as they are.</param>
    /// <param name="columns">Numbers of a row.</param>
    /// <param name="lanes">Rows of a group.</param>
    public InterleavedRows(double[] values, int columns, int lanes)
    {
        (this.values, Columns, Lanes) = (values, columns, lanes);
        Count = values.Length / columns;
        Groups = (Count + lanes - 1) / lanes;
        packed = GC.AllocateUninitializedArray<float>(Groups * lanes * columns);
        Squares = new double[Count];
        ChannelGroups.For(Groups, 0, Pack);
        LargestNorm = Count == 0 ? 0 : Math.Sqrt(TensorPrimitives.Max<double>(Squares));
    }

    private InterleavedRows(InterleavedRows source, int[] selection, float[] packed)
    {
        (values, this.selection, Columns, Lanes, Count) = (source.values, selection, source.Columns, source.Lanes, selection.Length);
        Groups = (Count + Lanes - 1) / Lanes;
        this.packed = packed;
        Squares = new double[Count];
        LargestNorm = source.LargestNorm;
        ChannelGroups.For(Groups, 0, Pack);
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Numbers of a row.</summary>
    public int Columns { get; }

    /// <summary>Rows of a group.</summary>
    public int Lanes { get; }

    /// <summary>Number of groups.</summary>
    public int Groups { get; }

    /// <summary>‖row‖² of each row.</summary>
    public double[] Squares { get; }

    /// <summary>Largest norm of a row.</summary>
    public double LargestNorm { get; }

    /// <summary>A row as it was given.</summary>
    public ReadOnlySpan<double> Row(int row) => values.AsSpan((selection is null ? row : selection[row]) * Columns, Columns);

    /// <summary>[d, row] of a group.</summary>
    public ReadOnlySpan<float> Group(int group) => packed.AsSpan(group * Lanes * Columns, Lanes * Columns);

    /// <summary>Some of the rows; only of rows that are not a selection themselves.</summary>
    /// <param name="rows">Their places.</param>
    /// <param name="packed">Holds the copies, as many numbers as there are here; in use as long as the selection is.</param>
    public InterleavedRows Select(int[] rows, float[] packed) => new(this, rows, packed);

    /// <summary>Memory for a selection.</summary>
    public float[] Scratch() => GC.AllocateUninitializedArray<float>(packed.Length);

    // Compiled at once in full: it is called for many rows, but seldom often enough to be noticed as hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(int group)
    {
        var (lanes, columns) = (Lanes, Columns);
        var target = packed.AsSpan(group * lanes * columns, lanes * columns);
        var rows = Math.Min(lanes, Count - (group * lanes));
        if (rows < lanes)
            target.Clear();
        for (var r = 0; r < rows; r++)
        {
            var row = Row((group * lanes) + r);
            Squares[(group * lanes) + r] = TensorPrimitives.SumOfSquares(row);
            for (int d = 0, at = r; d < row.Length; d++, at += lanes)
                target[at] = (float)row[d];
        }
    }
}
