namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose calls can be observed and changed.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
            where TPreHook : Delegate
            where TPostHook : Delegate
        {
            private OrderedMembers<TPreHook> preHooks = new();
            private OrderedMembers<TPostHook> postHooks = new();
            private OrderedMembers<Action<Module>> preActions = new();
            private OrderedMembers<Action<Module>> postActions = new();
            private int nextKey;

            protected HookableModule(string name)
                : base(name)
            {
            }

            private protected bool HasHooks { get; private set; }

            private protected IEnumerable<TPreHook> PreHooks => preHooks.Select(h => h.Value);

            private protected IEnumerable<TPostHook> PostHooks => postHooks.Select(h => h.Value);

            public HookRemover register_forward_hook(TPostHook hook) => Add(postHooks, hook);

            public HookRemover register_forward_pre_hook(TPreHook hook) => Add(preHooks, hook);

            public HookRemover register_forward_hook(Action<Module> hook) => Add(postActions, hook);

            public HookRemover register_forward_pre_hook(Action<Module> hook) => Add(preActions, hook);

            private protected void RunActions(bool before)
            {
                foreach (var (_, action) in before ? preActions : postActions)
                    action(this);
            }

            private protected override Module CloneWithoutParts()
            {
                var clone = (HookableModule<TPreHook, TPostHook>)base.CloneWithoutParts();
                (clone.preHooks, clone.postHooks, clone.preActions, clone.postActions) = (new(), new(), new(), new());
                clone.HasHooks = false;
                return clone;
            }

            private HookRemover Add<T>(OrderedMembers<T> hooks, T hook)
            {
                var key = $"{nextKey++}";
                hooks[key] = hook;
                HasHooks = true;
                return new HookRemover(this, key);
            }

            public class HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
            {
                public void remove()
                {
                    module.preHooks.Remove(key);
                    module.postHooks.Remove(key);
                    module.preActions.Remove(key);
                    module.postActions.Remove(key);
                    module.HasHooks = module.preHooks.Any() || module.postHooks.Any() || module.preActions.Any() || module.postActions.Any();
                }
            }
        }
    }
}
