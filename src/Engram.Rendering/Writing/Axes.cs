namespace Engram.Rendering.Writing;

/// <summary>Where a panel's plot area lies and how values map to it.</summary>
internal sealed class Axes
{
    public Axes(PanelFrame frame)
    {
        Frame = frame;
        var (panel, area, margins) = (frame.Panel, frame.Area, frame.Margins);
        (Left, Top) = (area.Left + margins.Left, area.Top + margins.Top);
        (Width, Height) = (Math.Max(10, area.Width - margins.Left - margins.Right), Math.Max(10, area.Height - margins.Top - margins.Bottom));
        var matrix = panel.Marks.OfType<MatrixMark>().FirstOrDefault();
        var (x, y) = (frame.X, frame.Y);

        // cells of a matrix that is not very long are square
        if (!panel.HasEqualUnits && (matrix is not { XStep: 1, YStep: 1 } || Math.Abs(Math.Log((x.High - x.Low) / (y.High - y.Low))) >= 0.7))
            return;
        var unit = Math.Min(Width / (x.High - x.Low), Height / (y.High - y.Low));
        var (w, h) = (unit * (x.High - x.Low), unit * (y.High - y.Low));
        (Left, Top) = (Left + ((Width - w) / 2), Top + ((Height - h) / 2));
        (Width, Height) = (w, h);
    }

    public PanelFrame Frame { get; }

    public double Left { get; }

    public double Top { get; }

    public double Width { get; }

    public double Height { get; }

    public double Bottom => Top + Height;

    public double Right => Left + Width;

    public double X(double value) => Left + (Width * Frame.X.Share(value));

    public double Y(double value) => Frame.Panel.IsYDownward ? Top + (Height * Frame.Y.Share(value)) : Bottom - (Height * Frame.Y.Share(value));
}
