namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Up and down between two rates, again and again.</summary>
                public class CyclicLR : LRScheduler
                {
                    private readonly double[] low;
                    private readonly double[] high;
                    private readonly (double Base, double Max)[]? momenta;
                    private readonly double period;
                    private readonly double rising;
                    private readonly Func<double, double> scale;
                    private readonly ScaleMode scaleMode;

                    public CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Enumerable.Repeat(base_lr, optimizer.ParamGroups.Count()), Enumerable.Repeat(max_lr, optimizer.ParamGroups.Count()), step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, Enumerable.Repeat(base_momentum, optimizer.ParamGroups.Count()), Enumerable.Repeat(max_momentum, optimizer.ParamGroups.Count()), last_epoch, verbose)
                    {
                    }

                    public CyclicLR(Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (low, high) = ([.. base_lr], [.. max_lr]);
                        var down = step_size_down == -1 ? step_size_up : step_size_down;
                        (period, rising) = (step_size_up + down, step_size_up / (double)(step_size_up + down));
                        scaleMode = scale_fn is not null ? scale_mode : mode == Mode.ExpRange ? ScaleMode.Iterations : ScaleMode.Cycle;
                        scale = scale_fn ?? (mode switch
                        {
                            Mode.Triangular2 => x => 1 / Math.Pow(2, x - 1),
                            Mode.ExpRange => x => Math.Pow(gamma, x),
                            _ => _ => 1,
                        });
                        _base_lrs = low;
                        if (cycle_momentum)
                            momenta = [.. (base_momentum ?? Enumerable.Repeat(0.8, low.Length)).Zip(max_momentum ?? Enumerable.Repeat(0.9, low.Length))];
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        var cycle = Math.Floor(1 + _last_epoch / period);
                        var x = 1 + _last_epoch / period - cycle;
                        var height = x <= rising ? x / rising : (x - 1) / (rising - 1);
                        var amount = height * scale(scaleMode == ScaleMode.Cycle ? cycle : _last_epoch);
                        if (momenta is not null)
                            SetMomenta(_optimizer, momenta.Select(m => m.Max - (m.Max - m.Base) * amount));
                        return [.. low.Zip(high, (l, h) => l + (h - l) * amount)];
                    }

                    // An optimiser with momentum is cycled by it, one of Adam's family by its first beta.
                    internal static void SetMomenta(Optimizer optimizer, IEnumerable<double> values)
                    {
                        var value = values.First();
                        if (optimizer is IMomentum momentum)
                            momentum.Momentum = value;
                        else if (optimizer is IBetas betas)
                            betas.Betas = (value, betas.Betas.Item2);
                    }

                    public enum Mode
                    {
                        Triangular = 0,
                        Triangular2 = 1,
                        ExpRange = 2,
                    }

                    public enum ScaleMode
                    {
                        Cycle = 0,
                        Iterations = 1,
                    }
                }
            }
        }
    }
}
