namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate times factor until total_iters.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double factor;
                    private readonly int total_iters;

                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (this.factor, this.total_iters) = (factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => Groups.Select(g => g.LearningRate * (IsFirst ? factor : _last_epoch == total_iters ? 1 / factor : 1));

                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(lr => lr * (_last_epoch >= total_iters ? 1 : factor));
                }
            }
        }
    }
}
