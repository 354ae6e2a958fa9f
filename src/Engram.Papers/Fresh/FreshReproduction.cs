using Engram.Data;
using Engram.Papers.Ledger;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using TorchSharp;

namespace Engram.Papers.Fresh;

/// <summary>The experiment of Kania et al. 2024 at small scale: random fields of known roughness and two photographs.</summary>
public sealed class FreshReproduction : IReproduction
{
    private const long FieldSeed = 60;
    private const long LargeFieldSeed = 70;
    private const long PhotoSeed = 80;
    private const long EdgeSeed = 90;

    /// <inheritdoc/>
    public string Slug => "fresh";

    /// <inheritdoc/>
    public string Title => "FreSh: frequency shifting (Kania et al. 2024)";

    /// <inheritdoc/>
    public string Notebook => "notebooks/representation/fresh.ipynb";

    /// <inheritdoc/>
    public string DataSet => "natural-images";

    /// <inheritdoc/>
    public int DefaultSeeds => 5;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Engines => new Dictionary<string, string> { ["libtorch"] = torch.__version__ };

    /// <summary>A random field.</summary>
    /// <param name="exponent">p.</param>
    /// <param name="side">Pixels of a side.</param>
    /// <param name="seed">Seed.</param>
    public static double[,] Field(double exponent, int side, long seed) => new GaussianRandomField(exponent).Draw(side, new SeededRandom(seed).Split("field"));

    /// <summary>1. SIREN on fields of every exponent, [seed][exponent].</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    public static TargetStudy[][] Fields(FreshConfig config, int seeds)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Over(seeds, config.Exponents.Length, CandidateFamily.Siren(config), config, config.Side, FieldSeed, null, (seed, t) => Field(config.Exponents[t], config.Side, seed));
    }

    /// <summary>2. SIREN on large fields, the smoothest and the roughest, with less capacity than there are pixels, [seed][smooth, rough].</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    public static TargetStudy[][] LargeFields(FreshConfig config, int seeds)
    {
        ArgumentNullException.ThrowIfNull(config);
        double[] ends = [config.Exponents[0], config.Exponents[^1]];
        return Over(seeds, ends.Length, CandidateFamily.Siren(config), config, config.LargeSide, LargeFieldSeed, config.LargeBatch, (seed, t) => Field(ends[t], config.LargeSide, seed));
    }

    /// <summary>3. A family on photographs, [seed][photograph].</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions; each draws crops of its own.</param>
    /// <param name="family">The candidates.</param>
    /// <param name="data">Where the photographs are.</param>
    public static TargetStudy[][] Photos(FreshConfig config, int seeds, CandidateFamily family, DataChoice data)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Over(seeds, Photographs.Names.Count, family, config, config.LargeSide, PhotoSeed, config.LargeBatch, (seed, t) => Photographs.Crop(data, t, config.LargeSide, new SeededRandom(seed)));
    }

    /// <summary>4. A family on rendered shapes, images of sharp edges, [seed][one image].</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions; each draws an image of its own.</param>
    /// <param name="family">The candidates.</param>
    public static TargetStudy[][] Edges(FreshConfig config, int seeds, CandidateFamily family)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Over(seeds, 1, family, config, config.LargeSide, EdgeSeed, config.LargeBatch, (seed, _) => Shapes(config.LargeSide, seed));
    }

    /// <summary>An image of sharp edges.</summary>
    /// <param name="side">Pixels of a side.</param>
    /// <param name="seed">Seed.</param>
    public static double[,] Shapes(int side, long seed) => new RenderedShapes().Draw(side, new SeededRandom(seed).Split("shapes"));

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(progress);
        torch.set_num_threads(1); // the layers are small, and one thread gives the same bits everywhere
        var config = FreshConfig.For(scale);
        progress("1: random fields");
        var fields = Fields(config, seeds);
        progress("2: large fields");
        var large = LargeFields(config, seeds);
        var photos = new List<TargetStudy[][]>();
        foreach (var family in data.IsReal ? CandidateFamily.All(config) : [])
        {
            progress($"3: photographs, {family.Name}");
            photos.Add(Photos(config, seeds, family, data));
        }

        progress("4: edges, and WIRE");
        var wire = CandidateFamily.Wire(config);
        var results = new FreshResults(config, fields, large, photos)
        {
            Edges = Edges(config, seeds, CandidateFamily.Siren(config)),
            WireEdges = Edges(config, seeds, wire),
            WirePhotos = data.IsReal ? Photos(config, seeds, wire, data) : [],
        };
        return new(config, RepeatedRuns.Seeds(0, seeds), results.Metrics(), results.Claims());
    }

    // every pair of seed and target is a task of its own, so that all processors have work
    private static TargetStudy[][] Over(int seeds, int targets, CandidateFamily family, FreshConfig config, int side, long firstSeed, int? batch, Func<long, int, double[,]> image)
    {
        var untrained = SpectrumMatch.Untrained(family, config, side);
        var all = RepeatedRuns.Of(RepeatedRuns.Seeds(0, seeds * targets), i =>
        {
            var seed = firstSeed + (i / targets);
            return TargetStudy.Run(image(seed, (int)(i % targets)), family, untrained, config, seed, batch);
        });
        return [.. all.Chunk(targets)];
    }
}
