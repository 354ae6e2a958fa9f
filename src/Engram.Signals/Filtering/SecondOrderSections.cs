using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>A recursive filter as a cascade of second-order sections, which stay accurate where one long polynomial would not.</summary>
public sealed class SecondOrderSections
{
    private readonly Biquad[] sections;

    /// <summary>A cascade of sections.</summary>
    /// <param name="sections">Applied in order; at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public SecondOrderSections(IReadOnlyList<Biquad> sections)
    {
        ArgumentNullException.ThrowIfNull(sections);
        if (sections.Count == 0)
            throw new ArgumentException("Expected at least one section, got none.", nameof(sections));
        this.sections = [.. sections];
        // scipy's rule: three times the number of coefficients that the polynomial form would have
        Padding = 3 * ((2 * this.sections.Length) + 1 - Math.Min(this.sections.Count(s => s.B2 == 0), this.sections.Count(s => s.A2 == 0)));
    }

    /// <summary>The sections, applied in order.</summary>
    public IReadOnlyList<Biquad> Sections => sections;

    /// <summary>Samples that zero-phase filtering adds at each end.</summary>
    public int Padding { get; }

    /// <summary>H(e^(i2πf/fs)).</summary>
    /// <param name="frequency">f (Hz).</param>
    /// <param name="samplingRate">fs (Hz).</param>
    public Complex Response(double frequency, double samplingRate)
    {
        var (cosine, sine) = (Math.Cos(2 * Math.PI * frequency / samplingRate), -Math.Sin(2 * Math.PI * frequency / samplingRate));
        var z = new Complex(cosine, sine); // z⁻¹
        return sections.Aggregate(Complex.One, (h, s) => h * (s.B0 + (z * (s.B1 + (z * s.B2)))) / (1 + (z * (s.A1 + (z * s.A2)))));
    }

    /// <summary>Filters forwards from rest (scipy's <c>sosfilt</c>).</summary>
    /// <param name="signal">Samples of one channel.</param>
    public double[] Apply(ReadOnlySpan<double> signal) => Apply(signal, new double[2 * sections.Length]);

    /// <summary>Filters forwards from a given state, so that a stream can be filtered block by block.</summary>
    /// <param name="signal">Samples of one channel.</param>
    /// <param name="state">Two numbers a section; zeros at first. It is left as the next block needs it.</param>
    /// <exception cref="ArgumentException">The state has not two numbers a section.</exception>
    public double[] Apply(ReadOnlySpan<double> signal, Span<double> state)
    {
        if (state.Length != 2 * sections.Length)
            throw new ArgumentException($"Expected a state of {2 * sections.Length} numbers, got {state.Length}.", nameof(state));
        var result = signal.ToArray();
        SectionKernel.Run<double, ScalarLane>(sections, result, state);
        return result;
    }

    /// <summary>
    /// Filters forwards and backwards, so that no frequency is delayed; the edges are extended by odd reflection and the
    /// filter starts in its steady state, as in scipy's <c>sosfiltfilt</c>.
    /// </summary>
    /// <param name="signal">Samples of one channel.</param>
    /// <exception cref="ArgumentException">The signal is not longer than the reflection at its ends.</exception>
    public double[] ApplyZeroPhase(ReadOnlySpan<double> signal)
    {
        CheckLength(signal.Length);
        var result = new double[signal.Length];
        using var owner = MemoryPool<double>.Shared.Rent(signal.Length + (2 * Padding));
        var extended = owner.Memory.Span[..(signal.Length + (2 * Padding))];
        signal.CopyTo(extended[Padding..]);
        Run<double, ScalarLane>(extended);
        extended.Slice(Padding, signal.Length).CopyTo(result);
        return result;
    }

    /// <summary>Zero-phase filtering of several channels, eight at a time in one vector.</summary>
    /// <param name="samples">[channel][time]; they stay as they are.</param>
    /// <param name="threads">Most threads at once; 0 for one a core. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The channels differ in length, or are not longer than the reflection at their ends.</exception>
    public double[][] ApplyZeroPhase(double[][] samples, int threads = 0)
    {
        var length = ChannelGroups.CheckedLength(samples, nameof(samples));
        CheckLength(length);
        var result = new double[samples.Length][];
        ChannelGroups.ForLanes(samples.Length, threads, (first, count) =>
        {
            for (var i = first; i < first + count; i++)
                result[i] = GC.AllocateUninitializedArray<double>(length);
            var buffer = ArrayPool<Vector512<double>>.Shared.Rent(length + (2 * Padding));
            var extended = buffer.AsSpan(0, length + (2 * Padding));
            Interleaving.Gather(samples.AsSpan(first, count), 0, extended.Slice(Padding, length));
            Run<Vector512<double>, WideLane>(extended);
            Interleaving.Scatter(extended.Slice(Padding, length), result.AsSpan(first, count), 0);
            ArrayPool<Vector512<double>>.Shared.Return(buffer);
        });
        return result;
    }

    // extends, filters forwards, then backwards; the block is turned round in place between the two
    private void Run<T, TLane>(Span<T> extended)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var (first, last) = (Padding, extended.Length - Padding - 1);
        var two = TLane.Broadcast(2);
        for (var i = 1; i <= Padding; i++)
        {
            extended[first - i] = TLane.Subtract(TLane.Multiply(two, extended[first]), extended[first + i]);
            extended[last + i] = TLane.Subtract(TLane.Multiply(two, extended[last]), extended[last - i]);
        }

        var steady = SectionKernel.SteadyState(sections);
        var state = new T[steady.Length];
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < state.Length; i++)
                state[i] = TLane.Multiply(TLane.Broadcast(steady[i]), extended[0]);
            SectionKernel.Run<T, TLane>(sections, extended, state);
            extended.Reverse();
        }
    }

    private void CheckLength(int length)
    {
        if (length <= Padding)
            throw new ArgumentException($"Expected more than {Padding} samples for this filter, got {length}.", nameof(length));
    }
}
