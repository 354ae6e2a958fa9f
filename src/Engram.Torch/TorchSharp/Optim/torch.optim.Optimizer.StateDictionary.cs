using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public abstract partial class Optimizer
        {
            /// <summary>The settings of each group, the states of all parameters, and which states belong to which group.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                public List<OptimizerOptions> Options { get; } = [];

                public List<OptimizerState> State { get; } = [];

                public List<List<int>> StateIndexRef { get; } = [];

                internal void Include(OptimizerOptions options, IEnumerable<OptimizerState> states)
                {
                    var first = State.Count;
                    State.AddRange(states);
                    Options.Add(options);
                    StateIndexRef.Add([.. Enumerable.Range(first, State.Count - first)]);
                }
            }
        }
    }
}
