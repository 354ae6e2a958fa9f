namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>From start_factor to end_factor of the rate in total_iters even steps.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double start_factor;
                    private readonly double end_factor;
                    private readonly int total_iters;

                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (this.start_factor, this.end_factor, this.total_iters) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => Groups.Select(g => g.LearningRate * Factor());

                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(lr => lr * (start_factor + (end_factor - start_factor) * Math.Min(total_iters, _last_epoch) / total_iters));

                    private double Factor() => IsFirst ? start_factor
                        : _last_epoch > total_iters ? 1
                        : 1 + (end_factor - start_factor) / (total_iters * start_factor + (_last_epoch - 1) * (end_factor - start_factor));
                }
            }
        }
    }
}
