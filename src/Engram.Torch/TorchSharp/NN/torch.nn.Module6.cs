namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module with 6 inputs. Write <c>forward</c>; use <c>call</c>, which runs the hooks too.</summary>
        public abstract class Module<T1, T2, T3, T4, T5, T6, TResult> : HookableModule<Func<Module<T1, T2, T3, T4, T5, T6, TResult>, T1, T2, T3, T4, T5, T6, (T1, T2, T3, T4, T5, T6)?>, Func<Module<T1, T2, T3, T4, T5, T6, TResult>, T1, T2, T3, T4, T5, T6, TResult, TResult>>, IModule<T1, T2, T3, T4, T5, T6, TResult>
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);

            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6)
            {
                if (!HasHooks)
                    return forward(input1, input2, input3, input4, input5, input6);
                RunActions(before: true);
                foreach (var hook in PreHooks)
                {
                    if (hook(this, input1, input2, input3, input4, input5, input6) is { } changed)
                        (input1, input2, input3, input4, input5, input6) = changed;
                }

                var result = forward(input1, input2, input3, input4, input5, input6);
                RunActions(before: false);
                foreach (var hook in PostHooks)
                {
                    if (hook(this, input1, input2, input3, input4, input5, input6, result) is { } changed)
                        result = changed;
                }

                return result;
            }
        }
    }
}
