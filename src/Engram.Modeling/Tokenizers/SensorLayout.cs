using Engram.Modeling.Positions;
using Engram.Signals;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>Where the sensors of a batch are.</summary>
/// <param name="Poses">Position (by <see cref="SensorPose.Normalise"/>) and orientation, [channel, 6].</param>
/// <param name="Kinds">0 for electrodes, 1 for magnetometers, 2 for gradiometers, [channel], int64.</param>
public sealed record SensorLayout(Tensor Poses, Tensor Kinds)
{
    /// <summary>The layout of channels by their geometry; positions are scaled for electrodes and for coils apart.</summary>
    /// <param name="channels">Channels.</param>
    /// <returns><see langword="null"/> where a channel has no known place or all are at one.</returns>
    public static SensorLayout? TryFrom(IReadOnlyList<Channel> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        if (channels.Count == 0 || channels.Any(c => c.Geometry is null))
            return null;
        var kinds = channels.Select(c => c.Kind switch { ChannelKind.Magnetometer => 1L, ChannelKind.Gradiometer => 2L, _ => 0L }).ToArray();
        var poses = new float[channels.Count * 6];
        foreach (var modality in Enumerable.Range(0, kinds.Length).GroupBy(i => kinds[i] > 0))
        {
            var places = modality.Select(i => channels[i].Geometry!.Position).ToArray();
            if (places.Distinct().Count() < 2)
                return null;
            using var scope = NewDisposeScope();
            var scaled = SensorPose.Normalise(tensor(places.SelectMany(p => new[] { p.X, p.Y, p.Z }).ToArray()).reshape(-1, 3)).data<double>().ToArray();
            foreach (var (n, i) in modality.Index())
            {
                var normal = kinds[i] > 0 ? channels[i].Geometry!.Normal ?? default : default;
                double[] pose = [.. scaled.AsSpan(3 * n, 3), normal.X, normal.Y, normal.Z];
                for (var k = 0; k < 6; k++)
                    poses[(i * 6) + k] = (float)pose[k];
            }
        }

        return new(tensor(poses).reshape(-1, 6), tensor(kinds));
    }
}
