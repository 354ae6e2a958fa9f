namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>eta_min + (rate - eta_min)(1 + cos(π epoch / T_max))/2.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double T_max;
                    private readonly double eta_min;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (this.T_max, this.eta_min) = (T_max, eta_min);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => Groups.Zip(_base_lrs, (g, lr) => Next(g.LearningRate, lr));

                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(lr => eta_min + (lr - eta_min) * (1 + Math.Cos(Math.PI * _last_epoch / T_max)) / 2);

                    private double Next(double current, double initial)
                    {
                        if (IsFirst)
                            return current;
                        if (Math.IEEERemainder(_last_epoch - 1 - T_max, 2 * T_max) == 0)
                            return current + (initial - eta_min) * (1 - Math.Cos(Math.PI / T_max)) / 2;
                        return (1 + Math.Cos(Math.PI * _last_epoch / T_max)) / (1 + Math.Cos(Math.PI * (_last_epoch - 1) / T_max)) * (current - eta_min) + eta_min;
                    }
                }
            }
        }
    }
}
