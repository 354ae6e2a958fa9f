using Engram.Signals.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>
/// Runs sections over samples in place, in state-space form: y = b₀x + z₁, z₁ ← (b₁ - a₁b₀)x - a₁z₁ + z₂,
/// z₂ ← (b₂ - a₂b₀)x - a₂z₁. The feedback is one multiply-add long, half of the transposed direct form's.
/// </summary>
internal static class SectionKernel
{
    // samples that stay in the first cache while all sections pass over them
    private const int Block = 256;

    /// <summary>Filters in place.</summary>
    /// <param name="sections">The sections.</param>
    /// <param name="samples">Input, then output.</param>
    /// <param name="state">z₁, z₂ of each section; read and left for the next block.</param>
    public static void Run<T, TLane>(ReadOnlySpan<Biquad> sections, Span<T> samples, Span<T> state)
        where T : struct
        where TLane : struct, ILane<T>
    {
        for (var start = 0; start < samples.Length; start += Block)
        {
            var block = samples.Slice(start, Math.Min(Block, samples.Length - start));
            var i = 0;
            for (; i + 1 < sections.Length; i += 2)
                Two<T, TLane>(sections[i], sections[i + 1], block, state.Slice(2 * i, 4));
            if (i < sections.Length)
                One<T, TLane>(sections[i], block, state.Slice(2 * i, 2));
        }
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

    private static void One<T, TLane>(Biquad s, Span<T> samples, Span<T> state)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var (b0, c1, c2) = (TLane.Broadcast(s.B0), TLane.Broadcast(s.B1 - (s.A1 * s.B0)), TLane.Broadcast(s.B2 - (s.A2 * s.B0)));
        var (a1, a2) = (TLane.Broadcast(-s.A1), TLane.Broadcast(-s.A2));
        var (z1, z2) = (state[0], state[1]);
        for (var i = 0; i < samples.Length; i++)
        {
            var x = samples[i];
            samples[i] = TLane.MultiplyAdd(b0, x, z1);
            var next = TLane.MultiplyAdd(a1, z1, TLane.MultiplyAdd(c1, x, z2));
            z2 = TLane.MultiplyAdd(a2, z1, TLane.Multiply(c2, x));
            z1 = next;
        }

        (state[0], state[1]) = (z1, z2);
    }

    private static void Two<T, TLane>(Biquad s, Biquad r, Span<T> samples, Span<T> state)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var (b0, c1, c2) = (TLane.Broadcast(s.B0), TLane.Broadcast(s.B1 - (s.A1 * s.B0)), TLane.Broadcast(s.B2 - (s.A2 * s.B0)));
        var (a1, a2) = (TLane.Broadcast(-s.A1), TLane.Broadcast(-s.A2));
        var (d0, e1, e2) = (TLane.Broadcast(r.B0), TLane.Broadcast(r.B1 - (r.A1 * r.B0)), TLane.Broadcast(r.B2 - (r.A2 * r.B0)));
        var (f1, f2) = (TLane.Broadcast(-r.A1), TLane.Broadcast(-r.A2));
        var (z1, z2, w1, w2) = (state[0], state[1], state[2], state[3]);
        for (var i = 0; i < samples.Length; i++)
        {
            var x = samples[i];
            var y = TLane.MultiplyAdd(b0, x, z1);
            var next = TLane.MultiplyAdd(a1, z1, TLane.MultiplyAdd(c1, x, z2));
            z2 = TLane.MultiplyAdd(a2, z1, TLane.Multiply(c2, x));
            z1 = next;
            samples[i] = TLane.MultiplyAdd(d0, y, w1);
            next = TLane.MultiplyAdd(f1, w1, TLane.MultiplyAdd(e1, y, w2));
            w2 = TLane.MultiplyAdd(f2, w1, TLane.Multiply(e2, y));
            w1 = next;
        }

        (state[0], state[1], state[2], state[3]) = (z1, z2, w1, w2);
    }
}
