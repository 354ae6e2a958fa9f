namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new GradModeGuard(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradModeGuard(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradModeGuard(mode);

    public static bool is_grad_enabled() => Native.engram_get_mode(0) != 0;

    public static IDisposable inference_mode(bool mode = true) => new InferenceModeGuard(mode);

    public static bool is_inference_mode_enabled() => Native.engram_get_mode(1) != 0;

    private sealed class GradModeGuard : IDisposable
    {
        private readonly bool before = is_grad_enabled();
        private bool isClosed;

        public GradModeGuard(bool enabled) => _ = Native.engram_set_grad_mode(enabled ? 1 : 0);

        public void Dispose()
        {
            if (isClosed)
                return;
            isClosed = true;
            _ = Native.engram_set_grad_mode(before ? 1 : 0);
        }
    }

    private sealed class InferenceModeGuard(bool enabled) : IDisposable
    {
        private nint guard = Native.engram_inference_mode_enter(enabled ? 1 : 0);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref guard, 0) is var open and not 0)
                Native.engram_inference_mode_leave(open);
        }
    }
}
