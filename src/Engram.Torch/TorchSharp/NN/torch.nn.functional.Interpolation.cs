namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator[] NearestUpsampling = Upsampling("aten::upsample_nearest1d", "aten::upsample_nearest2d", "aten::upsample_nearest3d");
            private static readonly Operator[] NearestExactUpsampling = Upsampling("aten::_upsample_nearest_exact1d", "aten::_upsample_nearest_exact2d", "aten::_upsample_nearest_exact3d");
            private static readonly Operator[] LinearUpsampling = Upsampling("aten::upsample_linear1d", "aten::upsample_bilinear2d", "aten::upsample_trilinear3d");
            private static readonly Operator[] CubicUpsampling = Upsampling("aten::upsample_bicubic2d");
            private static readonly Operator[] SmoothedUpsampling = Upsampling("aten::_upsample_bilinear2d_aa", "aten::_upsample_bicubic2d_aa");

            /// <summary>Resamples the dimensions after batch and channel to a size, or by a factor.</summary>
            /// <exception cref="ArgumentException">Both or neither of size and scale_factor, or a mode that does not fit the number of dimensions.</exception>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                var dimensions = (int)x.dim() - 2;
                if (dimensions is < 1 or > 3)
                    throw new ArgumentException($"interpolate: expected an input of 3 to 5 dimensions, got [{string.Join(", ", x.shape)}].", nameof(x));
                if (size is null == scale_factor is null)
                    throw new ArgumentException("interpolate: give either size or scale_factor.", nameof(size));
                if (align_corners is not null && mode is (InterpolationMode.Nearest or InterpolationMode.NearestExact or InterpolationMode.Area))
                    throw new ArgumentException($"interpolate: align_corners has no meaning for mode {mode}; leave it out.", nameof(align_corners));
                if (antialias && mode is not (InterpolationMode.Bilinear or InterpolationMode.Bicubic))
                    throw new ArgumentException($"interpolate: antialias needs mode Bilinear or Bicubic, got {mode}.", nameof(antialias));
                if (recompute_scale_factor && scale_factor is null)
                    throw new ArgumentException("interpolate: recompute_scale_factor needs a scale_factor.", nameof(recompute_scale_factor));
                size = Broadcast(size, dimensions, nameof(size));
                scale_factor = Broadcast(scale_factor, dimensions, nameof(scale_factor));
                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                    (size, scale_factor) = ([.. scale_factor.Select((factor, d) => (long)Math.Floor(x.shape[d + 2] * factor))], null);
                return (mode, dimensions) switch
                {
                    (InterpolationMode.Area, 1) => adaptive_avg_pool1d(x, size![0]),
                    (InterpolationMode.Area, 2) => functional.adaptive_avg_pool2d(x, size!),
                    (InterpolationMode.Area, _) => functional.adaptive_avg_pool3d(x, size!),
                    (InterpolationMode.Nearest, _) => Upsample(NearestUpsampling[dimensions - 1], x, size, null, scale_factor),
                    (InterpolationMode.NearestExact, _) => Upsample(NearestExactUpsampling[dimensions - 1], x, size, null, scale_factor),
                    (InterpolationMode.Bilinear, 2) when antialias => Upsample(SmoothedUpsampling[0], x, size, align_corners ?? false, scale_factor),
                    (InterpolationMode.Bicubic, 2) when antialias => Upsample(SmoothedUpsampling[1], x, size, align_corners ?? false, scale_factor),
                    (InterpolationMode.Linear, 1) or (InterpolationMode.Bilinear, 2) or (InterpolationMode.Trilinear, 3) =>
                        Upsample(LinearUpsampling[dimensions - 1], x, size, align_corners ?? false, scale_factor),
                    (InterpolationMode.Bicubic, 2) => Upsample(CubicUpsampling[0], x, size, align_corners ?? false, scale_factor),
                    _ => throw new ArgumentException($"interpolate: mode {mode} does not fit an input of shape [{string.Join(", ", x.shape)}].", nameof(mode)),
                };
            }

            public static Tensor upsample(Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, mode == UpsampleMode.Nearest ? null : align_corners);

            public static Tensor upsample_bilinear(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                interpolate(x, size, scale_factor, InterpolationMode.Bilinear, align_corners);

            /// <summary>Nearest neighbours have no corners to align: <paramref name="align_corners"/> changes nothing.</summary>
            public static Tensor upsample_nearest(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) => interpolate(x, size, scale_factor);

            public static Tensor upsample_nearest1d(Tensor input, long? outputSize, double? scaleFactor) => Upsample(NearestUpsampling[0], input, Each(outputSize, 1), null, Each(scaleFactor, 1));

            public static Tensor upsample_nearest2d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null) => Upsample(NearestUpsampling[1], input, outputSizes, null, scaleFactors);

            public static Tensor upsample_nearest3d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null) => Upsample(NearestUpsampling[2], input, outputSizes, null, scaleFactors);

            // align is null for the modes that do not take it.
            private static Tensor Upsample(Operator op, Tensor input, long[]? size, bool? align, double[]? factors)
            {
                var call = new OperatorCall(op, stackalloc NativeValue[20]);
                call.Add(input);
                call.AddOptional(size);
                if (align is { } corners)
                    call.Add(corners);
                call.AddOptional(factors);
                var result = call.Invoke();
                GC.KeepAlive(input);
                return result;
            }

            private static Operator[] Upsampling(params string[] names) => [.. names.Select(name => new Operator(name, "vec"))];

            private static T[]? Broadcast<T>(T[]? values, int dimensions, string name) => values switch
            {
                null => null,
                [var one] => [.. Enumerable.Repeat(one, dimensions)],
                _ when values.Length == dimensions => values,
                _ => throw new ArgumentException($"interpolate: expected 1 or {dimensions} numbers in {name}, got {values.Length}.", name),
            };
        }
    }
}
