namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One schedule after another, changing at the milestones.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] schedulers;
                    private readonly int[] milestones;

                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                    {
                        (this.schedulers, this.milestones) = ([.. schedulers], [.. milestones]);
                        if (this.milestones.Length != this.schedulers.Length - 1)
                            throw new ArgumentException($"SequentialLR: expected {this.schedulers.Length - 1} milestones for {this.schedulers.Length} schedules, got {this.milestones.Length}.", nameof(milestones));
                        (_optimizer, _last_epoch) = (optimizer, last_epoch + 1);
                        // every schedule took its first step when it was built: undo them, then take the first one's alone
                        foreach (var group in Groups)
                            group.LearningRate = group.InitialLearningRate;
                        foreach (var scheduler in this.schedulers)
                            scheduler._last_epoch--;
                        this.schedulers[0].step();
                        _last_lrs = [.. this.schedulers[0].get_last_lr()];
                    }

                    public override void step()
                    {
                        _last_epoch++;
                        var current = milestones.Count(m => m <= _last_epoch);
                        if (current > 0 && milestones[current - 1] == _last_epoch)
                            schedulers[current].step(0);
                        else
                            schedulers[current].step();
                        _last_lrs = [.. schedulers[current].get_last_lr()];
                    }

                    protected override IEnumerable<double> get_lr() => _last_lrs;
                }
            }
        }
    }
}
