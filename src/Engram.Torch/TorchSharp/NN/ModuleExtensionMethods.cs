using static TorchSharp.torch;

namespace TorchSharp;

public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false)
        where T : nn.Module => Move(module, type, null, non_blocking);

    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false)
        where T : nn.Module => Move(module, type, device, non_blocking);

    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => Move(module, null, new Device(deviceType, deviceIndex), non_blocking);

    public static T to<T>(this T module, Device? device, bool non_blocking = false)
        where T : nn.Module => Move(module, null, device, non_blocking);

    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : nn.Module => Move(module, null, new Device(device), non_blocking);

    public static T to<T>(this T module, Tensor other, bool non_blocking = false)
        where T : nn.Module => Move(module, other.dtype, other.device, non_blocking);

    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, null, CPU, non_blocking);

    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => Move(module, null, new Device(DeviceType.CUDA, deviceIndex), non_blocking);

    public static T @bool<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Bool, null, non_blocking);

    public static T @byte<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Byte, null, non_blocking);

    public static T @char<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Int8, null, non_blocking);

    public static T @short<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Int16, null, non_blocking);

    public static T @int<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Int32, null, non_blocking);

    public static T @long<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Int64, null, non_blocking);

    public static T half<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Float16, null, non_blocking);

    public static T bfloat16<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.BFloat16, null, non_blocking);

    public static T @float<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Float32, null, non_blocking);

    public static T @double<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.Float64, null, non_blocking);

    public static T cfloat<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.ComplexFloat32, null, non_blocking);

    public static T cdouble<T>(this T module, bool non_blocking = false)
        where T : nn.Module => Move(module, ScalarType.ComplexFloat64, null, non_blocking);

    private static T Move<T>(T module, ScalarType? type, Device? device, bool non_blocking)
        where T : nn.Module
    {
        module.Move(type, device, non_blocking);
        return module;
    }
}
