namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Up to max_lr and down again in one cycle.</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly (double Initial, double Max, double Final)[] rates;
                    private readonly (double Base, double Max)[]? momenta;
                    private readonly AnnealStrategy anneal;
                    private readonly double[] ends;
                    private readonly bool threePhase;

                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Enumerable.Repeat(max_lr, optimizer.ParamGroups.Count()), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, Enumerable.Repeat(base_momentum, optimizer.ParamGroups.Count()), Enumerable.Repeat(max_momentum, optimizer.ParamGroups.Count()), div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    public OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        var total = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        if (total <= 0 || (total_steps <= 0 && epochs <= 0))
                            throw new ArgumentException("OneCycleLR: give total_steps, or epochs and steps_per_epoch.", nameof(total_steps));
                        (anneal, threePhase) = (anneal_strategy, three_phase);
                        ends = three_phase ? [pct_start * total - 1, 2 * pct_start * total - 2, total - 1] : [pct_start * total - 1, total - 1];
                        rates = [.. max_lr.Select(m => (m / div_factor, m, m / div_factor / final_div_factor))];
                        if (last_epoch == -1)
                        {
                            foreach (var (group, rate) in Groups.Zip(rates))
                                (group.LearningRate, group.InitialLearningRate) = (rate.Initial, rate.Initial);
                        }

                        if (cycle_momentum)
                        {
                            var low = base_momentum ?? Enumerable.Repeat(0.85, rates.Length);
                            momenta = [.. low.Zip(max_momentum ?? Enumerable.Repeat(0.95, rates.Length))];
                        }

                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch > ends[^1] + 1)
                            throw new InvalidOperationException($"OneCycleLR: step {_last_epoch} is past the end, {ends[^1] + 1}.");
                        var phase = 0;
                        while (phase < ends.Length - 1 && _last_epoch > ends[phase])
                            phase++;
                        var start = phase == 0 ? 0 : ends[phase - 1];
                        var part = (_last_epoch - start) / (ends[phase] - start);
                        if (momenta is not null)
                            CyclicLR.SetMomenta(_optimizer, momenta.Select(m => phase == 0 ? Between(m.Max, m.Base, part) : phase == 1 ? Between(m.Base, m.Max, part) : m.Max));
                        return [.. rates.Select(r => phase == 0 ? Between(r.Initial, r.Max, part)
                            : phase == 1 && threePhase ? Between(r.Max, r.Initial, part)
                            : Between(threePhase ? r.Initial : r.Max, r.Final, part))];
                    }

                    private double Between(double start, double end, double part) => anneal == AnnealStrategy.Linear
                        ? (end - start) * part + start
                        : end + (start - end) / 2 * (Math.Cos(Math.PI * part) + 1);

                    public enum AnnealStrategy
                    {
                        Cos = 0,
                        Linear = 1,
                    }
                }
            }
        }
    }
}
