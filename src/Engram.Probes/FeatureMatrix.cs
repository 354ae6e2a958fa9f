using System.Numerics.Tensors;

namespace Engram.Probes;

/// <summary>
/// What every probe reads: one row a sample, one column a feature, finite numbers in row-major order. Numbers are copied and checked once,
/// here; arrays convert by themselves.
/// </summary>
public sealed class FeatureMatrix
{
    private readonly double[] values;

    /// <summary>Copies row-major numbers.</summary>
    /// <param name="rows">Samples, at least 1.</param>
    /// <param name="columns">Features, at least 1.</param>
    /// <param name="values">rows × columns finite numbers.</param>
    /// <exception cref="ArgumentException">There is no sample or no feature, the count does not fit, or a number is not finite.</exception>
    public FeatureMatrix(int rows, int columns, ReadOnlySpan<double> values)
        : this(rows, columns, Checked(rows, columns, values).ToArray())
    {
    }

    internal FeatureMatrix(int rows, int columns, double[] owned) => (Rows, Columns, values) = (rows, columns, owned);

    /// <summary>Samples.</summary>
    public int Rows { get; }

    /// <summary>Features.</summary>
    public int Columns { get; }

    /// <summary>All numbers, row after row.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>One number.</summary>
    /// <param name="row">Sample.</param>
    /// <param name="column">Feature.</param>
    public double this[int row, int column] => values[(row * Columns) + column];

    internal double[] Buffer => values;

    /// <summary>One number a sample becomes a matrix of one column.</summary>
    /// <param name="values">One finite number for each sample.</param>
    public static FeatureMatrix Column(ReadOnlySpan<double> values) => new(values.Length, 1, values);

    /// <summary>Copies [sample, feature].</summary>
    /// <param name="values">Finite numbers.</param>
    /// <exception cref="ArgumentException">As the constructor.</exception>
    public static FeatureMatrix From(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var flat = new double[values.Length];
        System.Buffer.BlockCopy(values, 0, flat, 0, flat.Length * sizeof(double));
        return new(values.GetLength(0), values.GetLength(1), Owned(values.GetLength(0), values.GetLength(1), flat));
    }

    /// <summary>Copies [sample][feature].</summary>
    /// <param name="rows">Rows of one length.</param>
    /// <exception cref="ArgumentException">As the constructor, or rows differ in length.</exception>
    public static FeatureMatrix From(IReadOnlyList<double[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var columns = rows.Count == 0 ? 0 : rows[0].Length;
        var flat = new double[rows.Count * columns];
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != columns)
                throw new ArgumentException($"Expected rows of one length, got {columns} features in row 0 and {rows[i].Length} in row {i}.", nameof(rows));
            rows[i].CopyTo(flat, i * columns);
        }

        return new(rows.Count, columns, Owned(rows.Count, columns, flat));
    }

    /// <summary>Copies [sample, feature]; see <see cref="From(double[,])"/>.</summary>
    /// <param name="values">Finite numbers.</param>
    public static implicit operator FeatureMatrix(double[,] values) => From(values);

    /// <summary>Copies [sample][feature]; see <see cref="From(IReadOnlyList{double[]})"/>.</summary>
    /// <param name="rows">Rows of one length.</param>
    public static implicit operator FeatureMatrix(double[][] rows) => From(rows);

    /// <summary>The features of one sample.</summary>
    /// <param name="row">Sample.</param>
    public ReadOnlySpan<double> Row(int row) => values.AsSpan(row * Columns, Columns);

    /// <summary>One feature of all samples.</summary>
    /// <param name="column">Feature.</param>
    public double[] ColumnValues(int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
        var result = new double[Rows];
        for (var i = 0; i < Rows; i++)
            result[i] = values[(i * Columns) + column];
        return result;
    }

    /// <summary>Some of the samples, in the order given.</summary>
    /// <param name="rows">Indices of samples; one may occur more than once.</param>
    /// <exception cref="ArgumentException">None is asked for.</exception>
    public FeatureMatrix SelectRows(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
            throw new ArgumentException($"Expected at least one of the {Rows} samples, got none.", nameof(rows));
        var result = new double[rows.Count * Columns];
        for (var i = 0; i < rows.Count; i++)
            Row(rows[i]).CopyTo(result.AsSpan(i * Columns));
        return new(rows.Count, Columns, result);
    }

    /// <summary>Some of the features, in the order given.</summary>
    /// <param name="columns">Indices of features.</param>
    /// <exception cref="ArgumentException">None is asked for.</exception>
    public FeatureMatrix SelectColumns(IReadOnlyList<int> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
            throw new ArgumentException($"Expected at least one of the {Columns} features, got none.", nameof(columns));
        var result = new double[Rows * columns.Count];
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < columns.Count; j++)
                result[(i * columns.Count) + j] = this[i, columns[j]];
        }

        return new(Rows, columns.Count, result);
    }

    /// <summary>A copy as [sample, feature].</summary>
    public double[,] ToArray()
    {
        var result = new double[Rows, Columns];
        System.Buffer.BlockCopy(values, 0, result, 0, values.Length * sizeof(double));
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Rows} samples × {Columns} features";

    private static ReadOnlySpan<double> Checked(int rows, int columns, ReadOnlySpan<double> values)
    {
        if (rows < 1 || columns < 1)
            throw new ArgumentException($"Expected at least one sample and one feature, got {rows} × {columns}.", nameof(values));
        if (values.Length != (long)rows * columns)
            throw new ArgumentException($"Expected {rows} × {columns} = {(long)rows * columns} numbers, got {values.Length}.", nameof(values));
        if (!TensorPrimitives.IsFiniteAll(values))
        {
            var at = 0;
            while (double.IsFinite(values[at]))
                at++;
            throw new ArgumentException($"Expected finite features, got {values[at]} for sample {at / columns}, feature {at % columns}. Leave such samples out or fill them in before the probe.", nameof(values));
        }

        return values;
    }

    private static double[] Owned(int rows, int columns, double[] values)
    {
        Checked(rows, columns, values);
        return values;
    }
}
