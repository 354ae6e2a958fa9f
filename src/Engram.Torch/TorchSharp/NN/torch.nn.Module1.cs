namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module with 1 input. Write <c>forward</c>; use <c>call</c>, which runs the hooks too.</summary>
        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T input);

            public TResult call(T input)
            {
                if (!HasHooks)
                    return forward(input);
                RunActions(before: true);
                foreach (var hook in PreHooks)
                {
                    if (hook(this, input) is { } changed)
                        input = changed;
                }

                var result = forward(input);
                RunActions(before: false);
                foreach (var hook in PostHooks)
                {
                    if (hook(this, input, result) is { } changed)
                        result = changed;
                }

                return result;
            }
        }
    }
}
