using System.IO.Compression;
using Engram.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Lipcot;

/// <summary>
/// The paper's own token sentences of Parkinson patients and controls: one word an electrode, 59 of them, 12 segments of 5 s from each of 46 people. The
/// files do not say who is who, and each person's segments lie in all three parts.
/// </summary>
/// <param name="Train">Sentences of the part that the paper pretrains on, [322, 61].</param>
/// <param name="Validation">Sentences of the part that it fine-tunes on, [138, 61].</param>
/// <param name="Test">Test sentences, [92, 61].</param>
/// <param name="TrainLabels">1 for Parkinson's disease: the label column that holds as many segments as the paper's 22 patients have (154, 66 and 44).</param>
/// <param name="ValidationLabels">The same.</param>
/// <param name="TestLabels">The same.</param>
public sealed record PdTokens(Tensor Train, Tensor Validation, Tensor Test, int[] TrainLabels, int[] ValidationLabels, int[] TestLabels)
{
    /// <summary>Ids, five special ones among them.</summary>
    public const int Vocabulary = 69;

    /// <summary>Loads the sentences.</summary>
    /// <param name="choice">Where the data are.</param>
    /// <exception cref="DataException">The data are not real ones, or a file is not as expected.</exception>
    public static PdTokens Load(DataChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var folder = choice.Folder ?? throw new DataException("The paper's token sentences were asked for, but the data are simulated.");
        var ids = File.ReadLines(Path.Combine(folder, "vocab.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(c => c[0], c => int.Parse(c[1]));
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, "tokens.csv.gz")), CompressionMode.Decompress));
        var rows = new List<(string Part, int Label, long[] Codes)>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (cells.Length != 4)
                throw new DataException($"tokens.csv.gz: expected split, two labels and a text, got {cells.Length} cells in row {rows.Count + 1}.");
            rows.Add((cells[0], cells[1] == "1" ? 1 : 0, [.. cells[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => ids.TryGetValue(w, out var id)
                ? (long)(id - SpecialIds.FirstCode)
                : throw new DataException($"tokens.csv.gz: the word '{w}' of row {rows.Count + 1} is not in vocab.csv."))]));
        }

        Tensor Sentences(string part)
        {
            using var scope = NewDisposeScope();
            var own = rows.Where(r => r.Part == part).ToList();
            return SpecialIds.Sentences(tensor(own.SelectMany(r => r.Codes).ToArray()).reshape(own.Count, -1)).MoveToOuterDisposeScope();
        }

        int[] Labels(string part) => [.. rows.Where(r => r.Part == part).Select(r => r.Label)];
        return new(Sentences("train"), Sentences("val"), Sentences("test"), Labels("train"), Labels("val"), Labels("test"));
    }
}
