using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A part of a model: parameters, buffers and submodules with names.</summary>
        public partial class Module : IDisposable
        {
            private readonly string name;
            private OrderedMembers<Parameter> ownParameters = new();
            private OrderedMembers<Tensor> ownBuffers = new();
            private OrderedMembers<Module> ownModules = new();
            private HashSet<string> nonPersistent = [];
            private bool isRegistered;

            protected Module(string name) => this.name = name;

            public bool training { get; private set; } = true;

            public virtual string GetName() => name;

            public override string ToString() => GetName();

            /// <summary>
            /// Registers every field of the module by its name: parameters, tensors (as buffers) and modules. Call it at the end
            /// of the constructor. Arrays and lists of modules are not seen: use ModuleList.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (isRegistered)
                    return;
                isRegistered = true;
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                {
                    foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                        RegisterField(field);
                }
            }

            private void RegisterField(FieldInfo field)
            {
                var label = field.ComponentName();
                switch (field.GetValue(this))
                {
                    case Module module when !ownModules.ContainsKey(label):
                        register_module(label, module);
                        break;
                    case Parameter parameter when !ownParameters.ContainsKey(label):
                        register_parameter(label, parameter);
                        break;
                    case Tensor tensor and not Modules.Parameter when !ownBuffers.ContainsKey(label):
                        register_buffer(label, tensor);
                        break;
                    default:
                        break;
                }
            }

            public virtual void register_parameter(string name, Parameter? param)
            {
                CheckNewName(name);
                if (param is not null)
                    ownParameters[name] = Keep(param);
            }

            public virtual void register_buffer(string name, Tensor? tensor, bool persistent = true)
            {
                CheckNewName(name);
                if (tensor is null)
                    return;
                ownBuffers[name] = Keep(tensor);
                if (!persistent)
                    nonPersistent.Add(name);
            }

            public virtual void register_module(string name, Module? submodule)
            {
                CheckNewName(name);
                if (submodule is null)
                    return;
                submodule.RegisterComponents();
                ownModules[name] = submodule;
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Registers a parameter, or another in its place, or takes it out if it is <see langword="null"/>.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value) => Renew(ownParameters, name, value);

            protected void ConditionallyRegisterParameter(string name, Tensor? value) => Renew(ownParameters, name, value is null ? null : value as Parameter ?? new Parameter(value));

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                Renew(ownBuffers, name, value);
                if (persistent)
                    nonPersistent.Remove(name);
                else
                    nonPersistent.Add(name);
            }

            protected void ClearModules() => ownModules.Clear();

            private protected void ClearParameters() => ownParameters.Clear();

            private static void Renew<T>(OrderedMembers<T> members, string name, T? value)
                where T : Tensor
            {
                if (value is null)
                    members.Remove(name);
                else
                    members[name] = Keep(value); // in the place of an earlier one of that name
            }

            /// <summary>The same object without parts and hooks.</summary>
            private protected virtual Module CloneWithoutParts()
            {
                var clone = (Module)MemberwiseClone();
                (clone.ownParameters, clone.ownBuffers, clone.ownModules, clone.nonPersistent) = (new(), new(), new(), []);
                return clone;
            }

            // What a module holds outlives the scope in which the module was built.
            private static T Keep<T>(T tensor)
                where T : Tensor
            {
                tensor.DetachFromDisposeScope();
                return tensor;
            }

            private void CheckNewName(string name)
            {
                if (this is IParameterLessModule)
                    throw new InvalidOperationException($"{GetName()} holds no parameters, buffers or modules; '{name}' cannot be registered on it.");
                if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                    throw new ArgumentException($"Expected a name without dots for a part of {GetName()}, got \"{name}\".", nameof(name));
                if (ownParameters.ContainsKey(name) || ownBuffers.ContainsKey(name) || ownModules.ContainsKey(name))
                    throw new InvalidOperationException($"{GetName()} has a part named \"{name}\" already.");
            }

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                Walk(m => m.ownParameters, recurse).DistinctBy(p => p.Item2, ReferenceEqualityComparer.Instance);

            protected virtual (string name, Parameter parameter)[] _named_parameters() => [.. ownParameters];

            protected virtual (string name, Tensor buffer)[] _named_buffers() => [.. ownBuffers];

            protected virtual Parameter[] _parameters(bool recurse = true) => [.. parameters(recurse)];

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                foreach (var (path, module) in AllModules("", recurse))
                {
                    foreach (var (label, buffer) in module.ownBuffers)
                    {
                        if (include_nonpersistent || !module.nonPersistent.Contains(label))
                            yield return (path + label, buffer);
                    }
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => ownModules;

            public virtual IEnumerable<Module> children() => ownModules.Select(m => m.Value);

            /// <summary>All modules below this one, each with its path.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                AllModules("", true).Skip(1).Select(m => (m.Path.TrimEnd('.'), m.Module));

            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            private IEnumerable<(string, T)> Walk<T>(Func<Module, OrderedMembers<T>> members, bool recurse)
            {
                foreach (var (path, module) in AllModules("", recurse))
                {
                    foreach (var (label, member) in members(module))
                        yield return (path + label, member);
                }
            }

            private IEnumerable<(string Path, Module Module)> AllModules(string path, bool recurse)
            {
                yield return (path, this);
                if (!recurse)
                    yield break;
                foreach (var (label, child) in ownModules)
                {
                    foreach (var found in child.AllModules(path + label + ".", true))
                        yield return found;
                }
            }

            public virtual bool has_parameter(string target) => named_parameters().Any(p => p.name == target);

            public virtual bool has_buffer(string target) => named_buffers().Any(b => b.name == target);

            public virtual Parameter? get_parameter(string target) => named_parameters().FirstOrDefault(p => p.name == target).parameter;

            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(b => b.name == target).buffer;

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var child in children())
                    child.apply(fn);
                fn(this);
                return this;
            }

            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var child in children())
                    child.train(train);
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    if (gradient is null)
                        continue;
                    if (set_to_none)
                        parameter.grad = null;
                    else
                        gradient.detach_().zero_();
                }
            }

            ~Module() => Dispose(false);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return; // the tensors have finalisers of their own
                foreach (var (_, child) in ownModules)
                    child.Dispose();
                foreach (var (_, parameter) in ownParameters)
                    parameter.Dispose();
                foreach (var (_, buffer) in ownBuffers)
                    buffer.Dispose();
            }
        }
    }
}
