namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with its own seed and state.</summary>
    public class Generator : IDisposable
    {
        private static Generator? standard;
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            handle = Native.engram_generator_new(this.device.Packed, (long)seed);
            if (handle == 0)
                throw new TorchException($"new Generator({seed}, {this.device}): {Native.LastError()}");
        }

        private Generator(nint handle, Device device)
        {
            this.handle = handle;
            this.device = device;
        }

        ~Generator() => Dispose(false);

        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator));

        public Device device { get; }

        /// <summary>The generator that random functions use when none is given (on the CPU).</summary>
        public static Generator Default => standard ??= new(Native.engram_generator_default(CPU.Packed), CPU);

        public Tensor get_state()
        {
            unsafe
            {
                nint state;
                Native.Check(Native.engram_generator_get_state(Handle, &state), "Generator.get_state");
                return Tensor.FromHandle(state);
            }
        }

        public void set_state(Tensor value)
        {
            Native.Check(Native.engram_generator_set_state(Handle, value.CheckedHandle("set_state")), "Generator.set_state");
            GC.KeepAlive(value);
        }

        public Generator manual_seed(long seed)
        {
            Native.Check(Native.engram_generator_set_seed(Handle, seed), "Generator.manual_seed");
            return this;
        }

        /// <summary>Draws a fresh seed from the operating system, sets it and returns it.</summary>
        public long seed() => Native.engram_generator_seed(Handle, 1);

        public long initial_seed() => Native.engram_generator_seed(Handle, 0);

        protected virtual void Dispose(bool disposing)
        {
            var released = Interlocked.Exchange(ref handle, 0);
            if (released != 0)
                Native.engram_generator_release(released);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }
    }

    public static Generator manual_seed(long seed)
    {
        Native.Check(Native.engram_manual_seed(seed), "manual_seed");
        return Generator.Default;
    }

    public static long seed() => Generator.Default.seed();

    public static long initial_seed() => Generator.Default.initial_seed();

    public static Tensor get_rng_state() => Generator.Default.get_state();

    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    public static class random
    {
        public static long seed() => torch.seed();

        public static long initial_seed() => torch.initial_seed();

        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static Tensor get_rng_state() => torch.get_rng_state();

        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}
