using Engram.Modeling.Encoders;
using Engram.Probes.Metrics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.Fresh;

/// <summary>A coordinate network that is being fitted to the pixels of a square grey image that it may see; the others tell how it fills in.</summary>
public sealed class CoordinateFit : IDisposable
{
    private readonly CoordinateNetwork network;
    private readonly Adam optimizer;
    private readonly Tensor grid;
    private readonly Tensor seenPoints;
    private readonly Tensor seenValues;
    private readonly double[] image;
    private readonly bool[] isHeldOut;
    private readonly int side;
    private readonly int? batch;
    private readonly Generator generator;

    /// <summary>A fit before its first step.</summary>
    /// <param name="config">The network.</param>
    /// <param name="learningRate">Rate of Adam.</param>
    /// <param name="image">[row, column] in [-1, 1].</param>
    /// <param name="isHeldOut">For each pixel, row by row, whether it is kept from the network.</param>
    /// <param name="seed">Seed of weights and batches.</param>
    /// <param name="batch">Random pixels in a step; all where not given.</param>
    public CoordinateFit(CoordinateNetworkConfig config, double learningRate, double[,] image, bool[] isHeldOut, long seed, int? batch = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(isHeldOut);
        (side, this.batch, this.isHeldOut, this.image) = (image.GetLength(0), batch, isHeldOut, [.. image.Cast<double>()]);
        network = SeededModules.Make(seed + FreshConfig.WeightSeeds, () => new CoordinateNetwork(config));
        optimizer = optim.Adam(network.parameters(), learningRate);
        generator = new Generator((ulong)seed);
        var seen = tensor(Enumerable.Range(0, isHeldOut.Length).Where(i => !isHeldOut[i]).Select(i => (long)i).ToArray());
        grid = CoordinateNetwork.Grid(side, side);
        seenPoints = grid.index_select(0, seen);
        seenValues = tensor(this.image).to_type(float32).unsqueeze(1).index_select(0, seen);
    }

    /// <summary>PSNR on the pixels that the network was given (dB).</summary>
    public double Fitted => Quality(held: false);

    /// <summary>PSNR on the pixels that it was not (dB).</summary>
    public double HeldOut => Quality(held: true);

    /// <summary>Structural similarity of the whole image.</summary>
    public double Similarity => StructuralSimilarity.Of(ToImage(image, side), Image());

    /// <summary>Goes on training.</summary>
    /// <param name="steps">Full-batch steps, or steps on random pixels.</param>
    /// <param name="progress">Told each step's mean square error.</param>
    public void Train(int steps, Action<double>? progress = null)
    {
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var chosen = batch is { } count ? randint(seenPoints.shape[0], [count], generator: generator) : null;
            optimizer.zero_grad();
            var loss = (network.call(chosen is null ? seenPoints : seenPoints.index_select(0, chosen)) - (chosen is null ? seenValues : seenValues.index_select(0, chosen))).square().mean();
            loss.backward();
            optimizer.step();
            progress?.Invoke(loss.ToDouble());
        }
    }

    /// <summary>The network's image, [row, column].</summary>
    public double[,] Image() => ToImage(Output(), side);

    /// <summary>Values as a square image, [row, column].</summary>
    /// <param name="values">Row by row.</param>
    /// <param name="side">Pixels of a side.</param>
    public static double[,] ToImage(double[] values, int side)
    {
        ArgumentNullException.ThrowIfNull(values);
        var image = new double[side, side];
        Buffer.BlockCopy(values, 0, image, 0, values.Length * sizeof(double));
        return image;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer.Dispose();
        network.Dispose();
        grid.Dispose();
        seenPoints.Dispose();
        seenValues.Dispose();
        generator.Dispose();
    }

    private double Quality(bool held)
    {
        var output = Output();
        var chosen = Enumerable.Range(0, image.Length).Where(i => isHeldOut[i] == held).ToArray();
        return PeakSignalToNoise.Of(Array.ConvertAll(chosen, i => image[i]), Array.ConvertAll(chosen, i => output[i]));
    }

    private double[] Output()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return Array.ConvertAll(network.call(grid).contiguous().data<float>().ToArray(), v => (double)v);
    }
}
