using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters and persistent buffers by their paths. The tensors are the module's own, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (path, module) in AllModules(string.IsNullOrEmpty(prefix) ? "" : prefix + ".", true))
                {
                    foreach (var (label, parameter) in module.ownParameters)
                        destination.TryAdd(path + label, parameter);
                    foreach (var (label, buffer) in module.ownBuffers)
                    {
                        if (!module.nonPersistent.Contains(label))
                            destination.TryAdd(path + label, buffer);
                    }
                }

                return destination;
            }

            /// <summary>Copies values into the module.</summary>
            /// <exception cref="InvalidOperationException"><paramref name="strict"/> and a key is missing or unexpected, or a shape differs.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var own = state_dict();
                List<string> missing = [.. own.Keys.Where(k => !source.ContainsKey(k) && skip?.Contains(k) != true)];
                List<string> unexpected = [.. source.Keys.Where(k => !own.ContainsKey(k) && skip?.Contains(k) != true)];
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException($"The state dictionary does not fit {GetName()}: missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}]. Pass strict: false to load what fits.");
                using var _ = no_grad();
                foreach (var (key, target) in own)
                {
                    if (!source.TryGetValue(key, out var value) || skip?.Contains(key) == true)
                        continue;
                    if (!target.shape.AsSpan().SequenceEqual(value.shape))
                        throw new InvalidOperationException($"'{key}': expected shape [{string.Join(", ", target.shape)}], got [{string.Join(", ", value.shape)}].");
                    target.copy_(value);
                }

                return (missing, unexpected);
            }

            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var kept = sd.Where(e => skip?.Contains(e.Key) != true).ToList();
                TensorExtensionMethods.Encode(writer, kept.Count);
                foreach (var (key, value) in kept)
                {
                    writer.Write(key);
                    value.Save(writer);
                }
            }

            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location))
                    throw new FileNotFoundException($"No saved module at '{location}'.", location);
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var count = TensorExtensionMethods.Decode(reader);
                var own = state_dict();
                var wanted = own.Keys.Count(k => skip?.Contains(k) != true);
                if (strict && count != own.Count && count != wanted) // a file written with the same skip list holds the wanted ones only
                    throw new ArgumentException($"Expected {own.Count} saved tensors for {GetName()}, the file holds {count}. Pass strict: false to load what fits.");
                for (long i = 0; i < count; i++)
                {
                    var key = reader.ReadString();
                    var isKnown = own.TryGetValue(key, out var target);
                    if (!isKnown && strict)
                        throw new ArgumentException($"The file holds '{key}', which {GetName()} does not have.");
                    if (isKnown)
                        target!.Load(reader, skip?.Contains(key) == true);
                    else
                        TensorExtensionMethods.Load(reader).Dispose();
                    if (loadedParameters is not null)
                        loadedParameters[key] = isKnown && skip?.Contains(key) != true;
                }

                return this;
            }

            /// <summary>A module of type <typeparamref name="T"/> (it needs a constructor without parameters) with what a file holds.</summary>
            public static Module Create<T>(string path)
            {
                var module = typeof(T).GetConstructor(Type.EmptyTypes)?.Invoke(null) as Module
                    ?? throw new ArgumentException($"Create: expected a module with a constructor without parameters, got {typeof(T).Name}.", nameof(T));
                return module.load(path);
            }
        }
    }
}
