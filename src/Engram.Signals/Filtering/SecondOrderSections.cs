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
        var extended = new double[signal.Length + (2 * Padding)];
        signal.CopyTo(extended.AsSpan(Padding));
        Extend<double, ScalarLane>(extended);
        var state = Start<double, ScalarLane>(extended[0]);
        SectionKernel.Run<double, ScalarLane>(sections, extended, state);
        state = Start<double, ScalarLane>(extended[^1]);
        SectionKernel.Run<double, ScalarLane>(sections, extended, state, isBackward: true);
        return extended.AsSpan(Padding, signal.Length).ToArray();
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
            Run(samples.AsSpan(first, count), result.AsSpan(first, count), buffer.AsSpan(0, length + (2 * Padding)));
            ArrayPool<Vector512<double>>.Shared.Return(buffer);
        });
        return result;
    }

    // Block by block, so that samples are gathered, filtered and given back while they are in the first cache.
    private void Run(ReadOnlySpan<double[]> rows, ReadOnlySpan<double[]> results, Span<Vector512<double>> extended)
    {
        var length = extended.Length - (2 * Padding);
        // the ends first: the extension on the left needs them, that on the right is filtered last
        Interleaving.Gather(rows, 0, extended.Slice(Padding, Padding + 1));
        Interleaving.Gather(rows, length - Padding - 1, extended.Slice(length - 1, Padding + 1));
        Extend<Vector512<double>, WideLane>(extended);
        var state = Start<Vector512<double>, WideLane>(extended[0]);
        SectionKernel.Run<Vector512<double>, WideLane>(sections, extended[..Padding], state);
        for (var start = 0; start < length; start += SectionKernel.Block)
        {
            var block = extended.Slice(Padding + start, Math.Min(SectionKernel.Block, length - start));
            Interleaving.Gather(rows, start, block);
            SectionKernel.Run<Vector512<double>, WideLane>(sections, block, state);
        }

        SectionKernel.Run<Vector512<double>, WideLane>(sections, extended[(Padding + length)..], state);
        state = Start<Vector512<double>, WideLane>(extended[^1]);
        SectionKernel.Run<Vector512<double>, WideLane>(sections, extended[(Padding + length)..], state, isBackward: true);
        for (var end = length; end > 0; end -= SectionKernel.Block)
        {
            var start = Math.Max(0, end - SectionKernel.Block);
            var block = extended[(Padding + start)..(Padding + end)];
            SectionKernel.Run<Vector512<double>, WideLane>(sections, block, state, isBackward: true);
            Interleaving.Scatter(block, results, start);
        }
    }

    // odd reflection about the first and the last sample
    private void Extend<T, TLane>(Span<T> extended)
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
    }

    private T[] Start<T, TLane>(T input)
        where T : struct
        where TLane : struct, ILane<T> =>
        Array.ConvertAll(SectionKernel.SteadyState(sections), s => TLane.Multiply(TLane.Broadcast(s), input));

    private void CheckLength(int length)
    {
        if (length <= Padding)
            throw new ArgumentException($"Expected more than {Padding} samples for this filter, got {length}.", nameof(length));
    }
}
