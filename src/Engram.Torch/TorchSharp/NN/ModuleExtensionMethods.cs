using static TorchSharp.torch;

namespace TorchSharp;

public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false)
        where T : nn.Module => Move(module, type, null);

    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false)
        where T : nn.Module => Move(module, type, device);

    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => Move(module, null, new Device(deviceType, deviceIndex));

    public static T to<T>(this T module, Device? device, bool non_blocking = false)
        where T : nn.Module => Move(module, null, device);

    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : nn.Module => Move(module, null, new Device(device));

    public static T to<T>(this T module, Tensor other, bool non_blocking = false)
        where T : nn.Module => Move(module, other.dtype, other.device);

    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, null, CPU);

    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => Move(module, null, new Device(DeviceType.CUDA, deviceIndex));

    public static T @bool<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Bool, null);

    public static T @byte<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Byte, null);

    public static T @char<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Int8, null);

    public static T @short<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Int16, null);

    public static T @int<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Int32, null);

    public static T @long<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Int64, null);

    public static T half<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Float16, null);

    public static T bfloat16<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.BFloat16, null);

    public static T @float<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Float32, null);

    public static T @double<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Float64, null);

    public static T cfloat<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.ComplexFloat32, null);

    public static T cdouble<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.ComplexFloat64, null);

    private static T Move<T>(T module, ScalarType? type, Device? device)
        where T : nn.Module
    {
        module.MoveTo(type, device);
        return module;
    }
}
