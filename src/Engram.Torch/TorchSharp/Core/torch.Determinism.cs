namespace TorchSharp;

public static partial class torch
{
    public static IDisposable use_deterministic_algorithms(bool mode = true, bool warn_only = false)
    {
        var before = (Mode: Native.engram_get_flag(0), WarnOnly: Native.engram_get_flag(1));
        Native.Check(Native.engram_set_flag(0, mode ? 1 : 0), "use_deterministic_algorithms");
        Native.Check(Native.engram_set_flag(1, warn_only ? 1 : 0), "use_deterministic_algorithms");
        return new Restore(() =>
        {
            _ = Native.engram_set_flag(0, before.Mode);
            _ = Native.engram_set_flag(1, before.WarnOnly);
        });
    }

    public static bool are_deterministic_algorithms_enabled() => Native.engram_get_flag(0) != 0;

    public static bool is_deterministic_algorithms_warn_only_enabled() => Native.engram_get_flag(1) != 0;

    public static IDisposable set_deterministic_debug_mode(DebugMode mode) => use_deterministic_algorithms(true, mode == DebugMode.warn);

    public static DebugMode get_deterministic_debug_mode() =>
        are_deterministic_algorithms_enabled() && is_deterministic_algorithms_warn_only_enabled() ? DebugMode.warn : DebugMode.@default;

    private sealed class Restore(Action restore) : IDisposable
    {
        private Action? restore = restore;

        public void Dispose() => Interlocked.Exchange(ref restore, null)?.Invoke();
    }
}
