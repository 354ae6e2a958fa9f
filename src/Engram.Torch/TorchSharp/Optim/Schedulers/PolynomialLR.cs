namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate times (1 - epoch/total_iters)^power.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly int total_iters;
                    private readonly double power;

                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (this.total_iters, this.power) = (total_iters, power);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => Groups.Select(g => g.LearningRate * (IsFirst || _last_epoch > total_iters ? 1 : Math.Pow((1 - (double)_last_epoch / total_iters) / (1 - (double)(_last_epoch - 1) / total_iters), power)));

                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(lr => lr * Math.Pow(1 - (double)Math.Min(total_iters, _last_epoch) / total_iters, power));
                }
            }
        }
    }
}
