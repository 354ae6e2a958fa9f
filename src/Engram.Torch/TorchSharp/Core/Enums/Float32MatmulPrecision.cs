namespace TorchSharp;

public enum Float32MatmulPrecision
{
    highest = 0,
    high = 1,
    medium = 2,
}
