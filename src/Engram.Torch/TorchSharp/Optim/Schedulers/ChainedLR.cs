namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Steps several schedules at once.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] schedulers;

                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                    {
                        this.schedulers = [.. schedulers];
                        if (this.schedulers.Length == 0)
                            throw new ArgumentException("ChainedLR: expected at least one schedule.", nameof(schedulers));
                        _optimizer = this.schedulers[0]._optimizer;
                        _last_lrs = [.. this.schedulers[^1].get_last_lr()];
                    }

                    public override void step()
                    {
                        foreach (var scheduler in schedulers)
                            scheduler.step();
                        _last_lrs = [.. Groups.Select(g => g.LearningRate)];
                    }
                }
            }
        }
    }
}
