using Engram.Modeling.Configuration;

namespace Engram.Modeling.Positions;

/// <summary>Settings of <see cref="ElectrodeIdentity"/>.</summary>
public sealed record ElectrodeIdentityConfig : IConfig
{
    /// <summary>Channel or lead names, each once; case does not matter.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Numbers in an identity, D.</summary>
    public required int Width { get; init; }

    /// <summary>Standard deviation of the starting numbers; RBTransformer starts at 1.</summary>
    public double Deviation { get; init; } = 0.02;

    /// <summary>Seed of the starting numbers.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.That(Names.Count > 0 && Names.All(n => !string.IsNullOrWhiteSpace(n)), "at least one name, none empty", Names.Count, nameof(Names));
        var twice = Names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;
        Require.That(twice is null, "distinct names", $"'{twice}' twice", nameof(Names));
        Require.AtLeast(Width, 1);
        Require.AtLeast(Deviation, 0);
    }
}
