using System.Buffers.Binary;

namespace Engram.Modeling.Training.TensorBoard;

/// <summary>Writes scalars as TensorBoard reads them: TFRecords of <c>tensorflow.Event</c> messages.</summary>
public sealed class EventFileWriter : IDisposable
{
    // Field numbers of event.proto and summary.proto.
    private const int WallTime = 1;
    private const int StepNumber = 2;
    private const int FileVersion = 3;
    private const int Summary = 5;
    private const int SummaryValue = 1;
    private const int Tag = 1;
    private const int SimpleValue = 2;

    private readonly Stream stream;
    private readonly TimeProvider clock;

    /// <summary>A writer; it begins with the record that names the format.</summary>
    /// <param name="stream">Where to write; the writer closes it.</param>
    /// <param name="clock">Tells the time of each event.</param>
    public EventFileWriter(Stream stream, TimeProvider clock)
    {
        (this.stream, this.clock) = (stream, clock);
        var head = Event(0);
        head.Text(FileVersion, "brain.Event:2");
        Record(head.Written);
    }

    /// <summary>A writer of a new file in a folder, named as TensorBoard looks for it.</summary>
    /// <param name="folder">The folder; it is made if need be.</param>
    /// <param name="clock">Tells the time of each event.</param>
    public static EventFileWriter Create(string folder, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        var name = $"events.out.tfevents.{clock.GetUtcNow().ToUnixTimeMilliseconds()}.engram";
        return new(new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read), clock);
    }

    /// <summary>Writes scalars of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="scalars">Values by tag.</param>
    public void Write(long step, IEnumerable<KeyValuePair<string, double>> scalars)
    {
        var summary = new ProtobufWriter();
        foreach (var (tag, value) in scalars)
        {
            var entry = new ProtobufWriter();
            entry.Text(Tag, tag);
            entry.Single(SimpleValue, (float)value);
            summary.Message(SummaryValue, entry);
        }

        var message = Event(step);
        message.Message(Summary, summary);
        Record(message.Written);
    }

    /// <summary>Writes a row of a training's history.</summary>
    /// <param name="row">The row.</param>
    public void Write(TrainingStep row)
    {
        List<KeyValuePair<string, double>> scalars = [new("loss", row.Loss), new("learning_rate", row.LearningRate), new("gradient_norm", row.GradientNorm)];
        scalars.AddRange(row.Terms.Select(t => new KeyValuePair<string, double>($"terms/{t.Key}", t.Value)));
        if (row.Validation is { } validation)
            scalars.Add(new("validation", validation));
        Write(row.Step, scalars);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private ProtobufWriter Event(long step)
    {
        var message = new ProtobufWriter();
        message.Double(WallTime, clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
        message.Number(StepNumber, step);
        return message;
    }

    // Length, its checksum, the bytes, their checksum. Flushed at once, so that a running training can be watched.
    private void Record(ReadOnlySpan<byte> bytes)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong) + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(ulong)..], RecordChecksum.Of(head[..sizeof(ulong)]));
        stream.Write(head);
        stream.Write(bytes);
        Span<byte> tail = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, RecordChecksum.Of(bytes));
        stream.Write(tail);
        stream.Flush();
    }
}
