namespace TorchSharp;

public static partial class torch
{
    /// <summary>The style in which tensors are written where none is asked for.</summary>
    public static TensorStringStyle TensorStringStyle
    {
        get => TensorFormat.Current.Style;
        set => TensorFormat.Current = TensorFormat.Current with { Style = Concrete(value) };
    }

    /// <summary>Sets how tensors are written; what is null stays as it is. Floating-point elements get <paramref name="precision"/> decimals.</summary>
    public static void set_printoptions(int precision, int? linewidth = null, string? newLine = null, bool sci_mode = false, int? maxRows = null, int? maxColumns = null) =>
        set_printoptions(null, (sci_mode ? "E" : "F") + precision, linewidth, newLine, maxRows, maxColumns);

    /// <summary>Sets how tensors are written; what is null stays as it is.</summary>
    /// <exception cref="ArgumentException">The style is Default, or a size is not positive.</exception>
    public static void set_printoptions(TensorStringStyle? style = null, string? floatFormat = null, int? linewidth = null, string? newLine = null, int? maxRows = null, int? maxColumns = null)
    {
        var current = TensorFormat.Current;
        TensorFormat.Current = current with
        {
            Style = style is { } given ? Concrete(given) : current.Style,
            FloatFormat = floatFormat ?? current.FloatFormat,
            Width = Positive(linewidth ?? current.Width, nameof(linewidth)),
            NewLine = newLine ?? current.NewLine,
            MaxRows = Positive(maxRows ?? current.MaxRows, nameof(maxRows)),
            MaxColumns = Positive(maxColumns ?? current.MaxColumns, nameof(maxColumns)),
        };
    }

    private static TensorStringStyle Concrete(TensorStringStyle style) => style != TensorStringStyle.Default && Enum.IsDefined(style)
        ? style
        : throw new ArgumentException($"Expected Metadata, Julia, Numpy or CSharp, got {style}.", nameof(style));

    private static int Positive(int value, string name) => value > 0 ? value : throw new ArgumentException($"{name}: expected a positive number, got {value}.", name);
}
