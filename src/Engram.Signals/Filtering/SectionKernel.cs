using System.Runtime.CompilerServices;
using Engram.Signals.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>
/// Runs sections over samples in place, in state-space form: y = b₀x + z₁, z₁ ← (b₁ - a₁b₀)x - a₁z₁ + z₂,
/// z₂ ← (b₂ - a₂b₀)x - a₂z₁. The feedback is one multiply-add long, half of the transposed direct form's.
/// </summary>
internal static class SectionKernel
{
    /// <summary>Samples that stay in the first cache while all sections pass over them.</summary>
    public const int Block = 256;

    /// <summary>Filters in place; callers keep to blocks of <see cref="Block"/> samples where it matters.</summary>
    /// <param name="sections">The sections.</param>
    /// <param name="samples">Input, then output.</param>
    /// <param name="state">z₁, z₂ of each section; read and left for the next block.</param>
    /// <param name="isBackward">Whether time runs from the last sample to the first.</param>
    public static void Run<T, TLane>(ReadOnlySpan<Biquad> sections, Span<T> samples, Span<T> state, bool isBackward = false)
        where T : struct
        where TLane : struct, ILane<T>
    {
        if (samples.IsEmpty)
            return;
        var i = 0;
        for (; i + 1 < sections.Length; i += 2)
            Two<T, TLane>(sections[i], sections[i + 1], samples, state.Slice(2 * i, 4), isBackward);
        if (i < sections.Length)
            One<T, TLane>(sections[i], samples, state.Slice(2 * i, 2), isBackward);
    }

    /// <summary>The state in which a constant input of 1 gives a constant output, for each section in the cascade.</summary>
    public static double[] SteadyState(ReadOnlySpan<Biquad> sections)
    {
        var state = new double[2 * sections.Length];
        double input = 1;
        for (var i = 0; i < sections.Length; i++)
        {
            var s = sections[i];
            var gain = (s.B0 + s.B1 + s.B2) / (1 + s.A1 + s.A2);
            state[2 * i] = input * (gain - s.B0);
            state[(2 * i) + 1] = input * (s.B2 - (s.A2 * gain));
            input *= gain;
        }

        return state;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<T, TLane>(Biquad s, Span<T> samples, Span<T> state, bool isBackward)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var (b0, c1, c2) = (TLane.Broadcast(s.B0), TLane.Broadcast(s.B1 - (s.A1 * s.B0)), TLane.Broadcast(s.B2 - (s.A2 * s.B0)));
        var (a1, a2) = (TLane.Broadcast(-s.A1), TLane.Broadcast(-s.A2));
        var (z1, z2) = (state[0], state[1]);
        var step = isBackward ? -1 : 1;
        ref var sample = ref samples[isBackward ? samples.Length - 1 : 0];
        for (var i = 0; i < samples.Length; i++, sample = ref Unsafe.Add(ref sample, step))
        {
            var x = sample;
            sample = TLane.MultiplyAdd(b0, x, z1);
            var next = TLane.MultiplyAdd(a1, z1, TLane.MultiplyAdd(c1, x, z2));
            z2 = TLane.MultiplyAdd(a2, z1, TLane.Multiply(c2, x));
            z1 = next;
        }

        (state[0], state[1]) = (z1, z2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two<T, TLane>(Biquad s, Biquad r, Span<T> samples, Span<T> state, bool isBackward)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var (b0, c1, c2) = (TLane.Broadcast(s.B0), TLane.Broadcast(s.B1 - (s.A1 * s.B0)), TLane.Broadcast(s.B2 - (s.A2 * s.B0)));
        var (a1, a2) = (TLane.Broadcast(-s.A1), TLane.Broadcast(-s.A2));
        var (d0, e1, e2) = (TLane.Broadcast(r.B0), TLane.Broadcast(r.B1 - (r.A1 * r.B0)), TLane.Broadcast(r.B2 - (r.A2 * r.B0)));
        var (f1, f2) = (TLane.Broadcast(-r.A1), TLane.Broadcast(-r.A2));
        var (z1, z2, w1, w2) = (state[0], state[1], state[2], state[3]);
        var step = isBackward ? -1 : 1;
        ref var sample = ref samples[isBackward ? samples.Length - 1 : 0];
        for (var i = 0; i < samples.Length; i++, sample = ref Unsafe.Add(ref sample, step))
        {
            var x = sample;
            var y = TLane.MultiplyAdd(b0, x, z1);
            var next = TLane.MultiplyAdd(a1, z1, TLane.MultiplyAdd(c1, x, z2));
            z2 = TLane.MultiplyAdd(a2, z1, TLane.Multiply(c2, x));
            z1 = next;
            sample = TLane.MultiplyAdd(d0, y, w1);
            next = TLane.MultiplyAdd(f1, w1, TLane.MultiplyAdd(e1, y, w2));
            w2 = TLane.MultiplyAdd(f2, w1, TLane.Multiply(e2, y));
            w1 = next;
        }

        (state[0], state[1], state[2], state[3]) = (z1, z2, w1, w2);
    }
}
