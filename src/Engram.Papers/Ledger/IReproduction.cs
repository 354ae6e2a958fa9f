using Engram.Data;

namespace Engram.Papers.Ledger;

/// <summary>A paper's experiment, callable without its notebook; the notebook runs the same parts and draws them.</summary>
public interface IReproduction
{
    /// <summary>Name in commands and file names.</summary>
    string Slug { get; }

    /// <summary>Short title, authors and year.</summary>
    string Title { get; }

    /// <summary>The notebook, from the top of the repository.</summary>
    string Notebook { get; }

    /// <summary>The real data set that it uses where it is to be had; <see langword="null"/> where the paper needs none.</summary>
    string? DataSet { get; }

    /// <summary>Repetitions at quick scale.</summary>
    int DefaultSeeds { get; }

    /// <summary>Names and versions of the native libraries that the numbers depend on.</summary>
    IReadOnlyDictionary<string, string> Engines { get; }

    /// <summary>Runs everything.</summary>
    /// <param name="scale">How large.</param>
    /// <param name="seeds">Repetitions, at least 1.</param>
    /// <param name="data">Where the real data are, if anywhere.</param>
    /// <param name="progress">Told each part as it begins.</param>
    ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress);
}
