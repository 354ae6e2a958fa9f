namespace TorchSharp;

public static partial class torch
{
    public static class backends
    {
        public static class cudnn
        {
            public static bool allow_tf32
            {
                get => Native.engram_get_flag(3) != 0;
                set => Native.Check(Native.engram_set_flag(3, value ? 1 : 0), "allow_tf32");
            }
        }

        public static class cuda
        {
            public static class matmul
            {
                public static bool allow_tf32
                {
                    get => Native.engram_get_flag(2) != 0;
                    set => Native.Check(Native.engram_set_flag(2, value ? 1 : 0), "allow_tf32");
                }
            }
        }
    }
}
