namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Modules.ConstantPad1d ConstantPad1d(long padding, double value) => new(functional.Same(padding, 2), value);

        public static Modules.ConstantPad1d ConstantPad1d((long, long) padding, double value) => new([padding.Item1, padding.Item2], value);

        public static Modules.ConstantPad2d ConstantPad2d(long padding, double value) => new(functional.Same(padding, 4), value);

        public static Modules.ConstantPad2d ConstantPad2d((long, long, long, long) padding, double value) => new([padding.Item1, padding.Item2, padding.Item3, padding.Item4], value);

        public static Modules.ConstantPad3d ConstantPad3d(long padding, double value) => new(functional.Same(padding, 6), value);

        public static Modules.ConstantPad3d ConstantPad3d((long, long, long, long, long, long) padding, double value) => new([padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6], value);

        public static Modules.ReflectionPad1d ReflectionPad1d(long padding) => new(functional.Same(padding, 2));

        public static Modules.ReflectionPad1d ReflectionPad1d((long, long) padding) => new([padding.Item1, padding.Item2]);

        public static Modules.ReflectionPad2d ReflectionPad2d(long padding) => new(functional.Same(padding, 4));

        public static Modules.ReflectionPad2d ReflectionPad2d((long, long, long, long) padding) => new([padding.Item1, padding.Item2, padding.Item3, padding.Item4]);

        public static Modules.ReflectionPad3d ReflectionPad3d(long padding) => new(functional.Same(padding, 6));

        public static Modules.ReflectionPad3d ReflectionPad3d((long, long, long, long, long, long) padding) => new([padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6]);

        public static Modules.ReplicationPad1d ReplicationPad1d(long padding) => new(functional.Same(padding, 2));

        public static Modules.ReplicationPad1d ReplicationPad1d((long, long) padding) => new([padding.Item1, padding.Item2]);

        public static Modules.ReplicationPad2d ReplicationPad2d(long padding) => new(functional.Same(padding, 4));

        public static Modules.ReplicationPad2d ReplicationPad2d((long, long, long, long) padding) => new([padding.Item1, padding.Item2, padding.Item3, padding.Item4]);

        public static Modules.ReplicationPad3d ReplicationPad3d(long padding) => new(functional.Same(padding, 6));

        public static Modules.ReplicationPad3d ReplicationPad3d((long, long, long, long, long, long) padding) => new([padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6]);

        public static Modules.ZeroPad2d ZeroPad2d(long padding) => new(functional.Same(padding, 4));

        public static Modules.ZeroPad2d ZeroPad2d((long, long, long, long) padding) => new([padding.Item1, padding.Item2, padding.Item3, padding.Item4]);
    }
}
