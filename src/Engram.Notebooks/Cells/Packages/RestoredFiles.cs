namespace Engram.Notebooks.Cells.Packages;

/// <summary>What a restore brought.</summary>
/// <param name="Managed">Assemblies to reference.</param>
/// <param name="Native">Native libraries for this machine.</param>
internal sealed record RestoredFiles(IReadOnlyList<string> Managed, IReadOnlyList<string> Native);
