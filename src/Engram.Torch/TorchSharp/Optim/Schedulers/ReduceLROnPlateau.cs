namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate times factor when a measure has not got better for patience epochs.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool falling;
                    private readonly bool relative;
                    private readonly double factor;
                    private readonly int patience;
                    private readonly double threshold;
                    private readonly int cooldown;
                    private readonly double[] least;
                    private readonly double eps;
                    private double best;
                    private int bad;
                    private int cooling;

                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, 0, verbose)
                    {
                        if (mode is not ("min" or "max") || threshold_mode is not ("rel" or "abs") || factor >= 1)
                            throw new ArgumentException($"ReduceLROnPlateau: expected mode min or max, threshold_mode rel or abs and a factor below 1, got {mode}, {threshold_mode}, {factor}.", nameof(mode));
                        (falling, relative, this.factor, this.patience) = (mode == "min", threshold_mode == "rel", factor, patience);
                        (this.threshold, this.cooldown, this.eps) = (threshold, cooldown, eps);
                        var groups = Groups.Count();
                        least = min_lr is null or { Count: 0 } ? new double[groups] : min_lr.Count == 1 ? [.. Enumerable.Repeat(min_lr[0], groups)] : [.. min_lr];
                        best = falling ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    public override void step() => throw new InvalidOperationException("ReduceLROnPlateau: give the measure, step(double).");

                    public override void step(int? epoch) => step();

                    public override void step(double current, int? epoch = null)
                    {
                        _last_epoch = epoch ?? _last_epoch + 1;
                        if (IsBetter(current))
                            (best, bad) = (current, 0);
                        else
                            bad++;
                        if (cooling > 0)
                            (cooling, bad) = (cooling - 1, 0);
                        if (bad > patience)
                        {
                            Set(Groups.Zip(least, (g, m) => Math.Max(g.LearningRate * factor, m) is var next && g.LearningRate - next > eps ? next : g.LearningRate));
                            (cooling, bad) = (cooldown, 0);
                        }

                        _last_lrs = [.. Groups.Select(g => g.LearningRate)];
                    }

                    private bool IsBetter(double value)
                    {
                        var margin = relative ? best * threshold : threshold;
                        if (relative && double.IsInfinity(best))
                            margin = 0;
                        return falling ? value < best - margin : value > best + margin;
                    }
                }
            }
        }
    }
}
