namespace Engram.Modeling.Tests.Training;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("engram-training-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
