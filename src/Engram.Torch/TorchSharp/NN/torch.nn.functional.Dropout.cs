namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator FeatureDropout = new("aten::feature_dropout");
            private static readonly Operator FeatureDropoutInPlace = new("aten::feature_dropout_");

            /// <summary>Drops whole channels of [batch, channel, length] or [channel, length].</summary>
            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => DropChannels(nameof(dropout1d), input, p, training, inplace, 2);

            /// <summary>Drops whole channels of [batch, channel, height, width]; three dimensions are taken as [batch, channel, length].</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => DropChannels(nameof(dropout2d), input, p, training, inplace, null);

            /// <summary>Drops whole channels of [batch, channel, depth, height, width] or [channel, depth, height, width].</summary>
            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => DropChannels(nameof(dropout3d), input, p, training, inplace, 4);

            private static Tensor DropChannels(string name, Tensor input, double p, bool training, bool inplace, long? unbatched)
            {
                if (p is < 0 or > 1)
                    throw new ArgumentException($"{name}: expected a probability from 0 to 1, got {p}.", nameof(p));
                if (unbatched is { } least && input.dim() != least && input.dim() != least + 1)
                    throw new ArgumentException($"{name}: expected an input of {least} or {least + 1} dimensions, got [{string.Join(", ", input.shape)}].", nameof(input));
                using var batch = input.dim() == unbatched ? input.unsqueeze(0) : null;
                var call = new OperatorCall(inplace ? FeatureDropoutInPlace : FeatureDropout, stackalloc NativeValue[3]);
                call.Add(batch ?? input);
                call.Add(p);
                call.Add(training);
                if (inplace)
                {
                    call.InvokeInPlace(batch ?? input);
                    return input;
                }

                var result = call.Invoke();
                GC.KeepAlive(input);
                if (batch is null)
                    return result;
                using (result)
                    return result.squeeze(0);
            }
        }
    }
}
