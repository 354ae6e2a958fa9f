namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets the learning rate of every group, step by step.</summary>
            public abstract class LRScheduler
            {
                internal Optimizer _optimizer = null!;
                internal int _last_epoch = -1;
                internal IList<double> _base_lrs = [];
                private protected IList<double> _last_lrs = [];
                private protected bool _verbose;
                private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ILearningRateController, object> Scheduled = [];
                private bool closedForm;

                protected LRScheduler()
                {
                }

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    (_optimizer, _last_epoch, _verbose) = (optimizer, last_epoch, verbose);
                    if (last_epoch == -1)
                    {
                        foreach (var group in optimizer.ParamGroups)
                        {
                            // only the first schedule of a group says its initial rate: a second one finds the rate already changed
                            if (Scheduled.TryAdd(group, group))
                                group.InitialLearningRate = group.LearningRate;
                        }
                    }

                    _base_lrs = [.. optimizer.ParamGroups.Select(g => g.InitialLearningRate)];
                    _last_lrs = [.. optimizer.ParamGroups.Select(g => g.LearningRate)];
                }

                private protected IEnumerable<ILearningRateController> Groups => _optimizer.ParamGroups;

                private protected bool IsFirst => _last_epoch == 0;

                public virtual void step()
                {
                    _last_epoch++;
                    Set(get_lr());
                }

                public virtual void step(int? epoch)
                {
                    if (epoch is not { } at)
                    {
                        step();
                        return;
                    }

                    _last_epoch = at;
                    closedForm = true;
                    var rates = get_closed_form_lr();
                    Set(closedForm ? rates : get_lr());
                }

                public virtual void step(double current, int? epoch = null) => step(epoch);

                protected virtual IEnumerable<double> get_lr() => throw new InvalidOperationException($"{GetType().Name} does not say its learning rates.");

                /// <summary>The rates at an epoch without the epochs before it; where there is no such form, those of one step.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr()
                {
                    closedForm = false;
                    return [];
                }

                public IEnumerable<double> get_last_lr() => _last_lrs;

                private protected void Set(IEnumerable<double> rates)
                {
                    _last_lrs = [.. rates];
                    foreach (var (group, rate) in Groups.Zip(_last_lrs))
                        group.LearningRate = rate;
                    if (_verbose)
                        Console.WriteLine($"Adjusting learning rate to {string.Join(", ", _last_lrs)}");
                }
            }
        }
    }
}
