using Engram.Modeling.Positions;
using TorchSharp;
using Xunit.Sdk;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Positions;

public class PositionContractTests
{
    private static readonly string[] Names = ["Fz", "Cz", "Pz", "Oz", "C3", "C4"];

    private static readonly Dictionary<Type, PositionContract> Cases = new()
    {
        [typeof(SinusoidalPosition)] = new(
            () => new SinusoidalPosition(new() { Width = 16, Axes = 2 }),
            (m, i) => ((SinusoidalPosition)m).call(tensor([i, (i * i) % 5f]).unsqueeze(0)).squeeze(0),
            16,
            [m => ((SinusoidalPosition)m).call(zeros(3, 3)), m => ((SinusoidalPosition)m).call(full([1, 2], float.NaN)), m => ((SinusoidalPosition)m).call(zeros(0, 2))]),
        [typeof(LearnedPosition)] = new(
            () => new LearnedPosition(new() { Count = 6, Width = 8 }),
            (m, i) => ((LearnedPosition)m).call(tensor((long[])[i])).squeeze(0),
            8,
            [m => ((LearnedPosition)m).Sequence(7), m => ((LearnedPosition)m).call(tensor((long[])[-1])), m => ((LearnedPosition)m).call(zeros(2))]),
        [typeof(RotaryPosition)] = new(
            () => new RotaryPosition(new() { Width = 8 }),
            (m, i) => ((RotaryPosition)m).call(ones(1, 8), tensor((float[])[i])).squeeze(0),
            8,
            [m => ((RotaryPosition)m).call(ones(2, 6), zeros(2)), m => ((RotaryPosition)m).call(ones(2, 8), zeros(3)), m => ((RotaryPosition)m).call(ones(1, 8), tensor((float[])[float.NaN]))]),
        [typeof(RelativePosition)] = new(
            () => new RelativePosition(new() { Width = 8, Length = 7 }),
            (m, i) => ((RelativePosition)m).call(eye(8).unsqueeze(1).expand(8, 7, 8)).select(1, i).select(1, 0), // unit queries read out the vector of distance i
            8,
            [m => ((RelativePosition)m).call(ones(8, 8)), m => ((RelativePosition)m).call(ones(3, 6)), m => ((RelativePosition)m).call(ones(8))]),
        [typeof(FourierPosition)] = new(
            () => new FourierPosition(new() { Frequencies = 2, Width = 32 }),
            (m, i) => ((FourierPosition)m).call(full([1, 1, 3], 0.01 * i).to_type(float32), 2)[0, i % 2],
            32,
            [m => ((FourierPosition)m).call(zeros(1, 2, 2), 2), m => ((FourierPosition)m).call(full([1, 1, 3], 90).to_type(float32), 2), m => ((FourierPosition)m).call(zeros(1, 1, 3), 0)]),
        [typeof(FourierFeatures)] = new(
            () => new FourierFeatures(new() { Coordinates = 2, Frequencies = 8 }),
            (m, i) => ((FourierFeatures)m).call(tensor([0.1f * i, 0.03f * i * i])),
            16,
            [m => ((FourierFeatures)m).call(zeros(3, 3)), m => ((FourierFeatures)m).call(zeros(0, 2))]),
        [typeof(ElectrodeIdentity)] = new(
            () => new ElectrodeIdentity(new() { Names = Names, Width = 8 }),
            (m, i) => ((ElectrodeIdentity)m).call(((ElectrodeIdentity)m).Indices([Names[i].ToUpperInvariant()])).squeeze(0),
            8,
            [m => ((ElectrodeIdentity)m).Indices(["Fz", "XX"]), m => ((ElectrodeIdentity)m).call(tensor((long[])[6]))]),
        [typeof(SensorPose)] = new(
            () => new SensorPose(new() { Width = 8 }),
            (m, i) => ((SensorPose)m).call(full([1, 1, 6], 0.2 * i).to_type(float32), full([1, 1], i % 3).to_type(int64))[0, 0],
            8,
            [m => ((SensorPose)m).call(zeros(1, 2, 3), zeros([1, 2], int64)), m => ((SensorPose)m).call(zeros(1, 2, 6), full([1, 2], 3, int64)), m => ((SensorPose)m).call(zeros(1, 2, 6), zeros([1, 3], int64))]),
    };

    public static TheoryData<Type> Types => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void KeepsTheContract(Type type) => Cases[type].Verify();

    [Fact]
    public void EveryPublicModuleHasACase() => Assert.Equal(
        typeof(SinusoidalPosition).Assembly.GetExportedTypes().Where(t => t.Namespace == typeof(SinusoidalPosition).Namespace && t.IsAssignableTo(typeof(nn.Module))).OrderBy(t => t.Name),
        Cases.Keys.OrderBy(t => t.Name));

    [Fact]
    public void TheContractCatchesACodeThatRepeatsItself() => Assert.ThrowsAny<XunitException>(
        (Cases[typeof(SinusoidalPosition)] with { Code = (m, i) => ((SinusoidalPosition)m).call(tensor([i % 4f, 0]).unsqueeze(0)).squeeze(0) }).Verify);
}
