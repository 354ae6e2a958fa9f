namespace TorchSharp;

public static partial class torch
{
    /// <summary>Names of dimensions. They belong to the tensor that was named: operators do not carry them to their results.</summary>
    public partial class Tensor
    {
        private const string Rest = "...";
        private string?[]? dimensionNames;

        public bool has_names() => dimensionNames?.Any(n => n is not null) ?? false;

        /// <summary>The name of each dimension; null where it has none.</summary>
        public string[] names
        {
            get
            {
                var count = (int)Dimensions;
                return dimensionNames is { } own && own.Length == count ? [.. own!] : new string[count];
            }
        }

        /// <summary>Another handle on the same memory with these names, <c>"..."</c> standing for the names of the dimensions in between; null removes all names.</summary>
        public Tensor rename(IEnumerable<string>? names) => alias().rename_(names);

        public Tensor rename_(IEnumerable<string>? names) => Name(names is null ? null : Expand([.. names]));

        /// <summary>Names dimensions that have none yet; a name that is there must be repeated.</summary>
        public Tensor refine_names(IEnumerable<string> names)
        {
            var given = Expand([.. names]);
            var own = this.names;
            for (var i = 0; i < own.Length; i++)
            {
                if (own[i] is not null && own[i] != given[i])
                    throw new ArgumentException($"refine_names: dimension {i} is named '{own[i]}' and cannot become '{given[i]}'. Use rename.", nameof(names));
            }

            return alias().Name(given);
        }

        public Tensor refine_names(params string[] names) => refine_names((IEnumerable<string>)names);

        /// <summary>Permutes the dimensions into the order of the names; a name that is not there becomes a dimension of size 1.</summary>
        public Tensor align_to(IEnumerable<string> names)
        {
            string[] wanted = [.. names];
            var own = this.names;
            if (own.Any(n => n is null))
                throw new InvalidOperationException("align_to: expected a tensor with a name for every dimension. Use refine_names first.");
            if (Array.IndexOf(wanted, Rest) is var rest and >= 0)
                wanted = [.. wanted[..rest], .. own.Except(wanted), .. wanted[(rest + 1)..]];
            if (own.Except(wanted).FirstOrDefault() is { } lost)
                throw new ArgumentException($"align_to: the dimension '{lost}' is missing in [{string.Join(", ", wanted)}].", nameof(names));
            var order = wanted.Where(own.Contains).Select(n => (long)Array.IndexOf(own, n)).ToArray();
            var result = permute(order);
            for (var i = 0; i < wanted.Length; i++)
            {
                if (own.Contains(wanted[i]))
                    continue;
                using var narrow = result;
                result = narrow.unsqueeze(i);
            }

            return result.Name(wanted);
        }

        public Tensor align_to(params string[] names) => align_to((IEnumerable<string>)names);

        public Tensor align_as(Tensor other) => align_to((IEnumerable<string>)other.names);

        /// <summary>Joins adjacent named dimensions into one.</summary>
        public Tensor flatten(IList<string> dims, string out_dim)
        {
            var own = names;
            var positions = dims.Select(Position).ToArray();
            for (var i = 1; i < positions.Length; i++)
            {
                if (positions[i] != positions[i - 1] + 1)
                    throw new ArgumentException($"flatten: expected adjacent dimensions in their order, got [{string.Join(", ", dims)}] of [{string.Join(", ", own)}].", nameof(dims));
            }

            if (positions.Length == 0)
                throw new ArgumentException("flatten: expected at least one dimension.", nameof(dims));
            return flatten(positions[0], positions[^1]).Name([.. own[..positions[0]], out_dim, .. own[(positions[^1] + 1)..]]);
        }

        /// <summary>Splits a named dimension into several.</summary>
        public Tensor unflatten(string dim, params (string, long)[] sizes)
        {
            var own = names;
            var position = Position(dim);
            return unflatten(position, [.. sizes.Select(s => s.Item2)]).Name([.. own[..position], .. sizes.Select(s => s.Item1), .. own[(position + 1)..]]);
        }

        internal Tensor Name(string?[]? names)
        {
            if (names is { Length: 0 })
                names = null;
            if (names is not null && names.Length != Dimensions)
                throw new ArgumentException($"Expected {Dimensions} names for the shape [{string.Join(", ", Sizes)}], got [{string.Join(", ", names)}].", nameof(names));
            if (names?.Where(n => n is not null).GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
                throw new ArgumentException($"The name '{twice.Key}' stands for two dimensions.", nameof(names));
            dimensionNames = names;
            return this;
        }

        private int Position(string name) => Array.IndexOf(names, name) is var at and >= 0
            ? at
            : throw new ArgumentException($"Expected one of the dimensions [{string.Join(", ", names.Select(n => n ?? "none"))}], got '{name}'.", nameof(name));

        private string?[] Expand(string?[] given)
        {
            var rest = Array.IndexOf(given, Rest);
            if (rest < 0)
                return given;
            var between = (int)Dimensions - given.Length + 1;
            if (between < 0)
                throw new ArgumentException($"Expected at most {Dimensions} names, got [{string.Join(", ", given)}].", nameof(given));
            return [.. given[..rest], .. names[rest..(rest + between)], .. given[(rest + 1)..]];
        }
    }
}
