using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class utils
    {
        public static partial class data
        {
            public abstract class Dataset : Dataset<Dictionary<string, Tensor>>;
        }
    }
}
