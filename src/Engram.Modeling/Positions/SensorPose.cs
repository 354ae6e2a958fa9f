using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Positions;

/// <summary>
/// Code of a sensor by its place, direction and kind (BrainOmni 2025): h = W₂ SELU(W₁ (position, orientation)) + E_kind,
/// code = RMSNorm(h + W₄ SELU(W₃ h)), with 4 D hidden numbers. It depends on no order and no count of sensors.
/// </summary>
public sealed class SensorPose : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear first;
    private readonly Linear second;
    private readonly Embedding kind;
    private readonly Linear wide;
    private readonly Linear narrow;
    private readonly Parameter gain;

    /// <summary>A code with random weights; seed torch's generator before.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public SensorPose(SensorPoseConfig config)
        : base(nameof(SensorPose))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        first = nn.Linear(6, config.Width / 2);
        second = nn.Linear(config.Width / 2, config.Width);
        kind = nn.Embedding(config.Kinds, config.Width);
        wide = nn.Linear(config.Width, 4 * config.Width);
        narrow = nn.Linear(4 * config.Width, config.Width);
        gain = nn.Parameter(ones(config.Width));
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public SensorPoseConfig Config { get; }

    /// <summary>Positions of one modality centred and scaled so that the mean of ‖p‖² is 1/3: (p - p̄) / √(3 mean ‖p - p̄‖²).</summary>
    /// <param name="positions">[sensor, 3] in any unit, finite, not all the same.</param>
    /// <returns>[sensor, 3], without unit.</returns>
    /// <exception cref="ArgumentException">The shape is another, or all sensors are at one place.</exception>
    public static Tensor Normalise(Tensor positions)
    {
        InputCheck.Shape(positions, nameof(positions), ("sensor", -1), ("xyz", 3));
        InputCheck.Finite(positions, nameof(positions));
        var centred = positions - positions.mean([0L], keepdim: true);
        var scale = (centred.square().sum([1L]).mean() * 3).sqrt();
        return scale.ToDouble() > 0 ? centred / scale
            : throw new ArgumentException("Expected sensors at different places, got all at one.", nameof(positions));
    }

    /// <summary>The codes of sensors.</summary>
    /// <param name="input1">Position (by <see cref="Normalise"/>) and orientation (unit vector; zeros for EEG), [batch, sensor, 6].</param>
    /// <param name="input2">Kind, [batch, sensor], int64.</param>
    /// <returns>[batch, sensor, D].</returns>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        InputCheck.Shape(input1, nameof(input1), ("batch", -1), ("sensor", -1), ("pose", 6));
        InputCheck.Finite(input1, nameof(input1));
        InputCheck.Shape(input2, nameof(input2), ("batch", input1.shape[0]), ("sensor", input1.shape[1]));
        InputCheck.Codes(input2, nameof(input2), Config.Kinds);
        var h = second.call(nn.functional.selu(first.call(input1))) + kind.call(input2);
        h = h + narrow.call(nn.functional.selu(wide.call(h)));
        return h * (h.square().mean([-1L], keepdim: true) + 1e-6).rsqrt() * gain;
    }
}
