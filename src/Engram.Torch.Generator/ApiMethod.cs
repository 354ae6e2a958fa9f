namespace Engram.Torch.Generator;

/// <summary>One method of the TorchSharp surface.</summary>
internal sealed record ApiMethod(string Owner, bool IsStatic, string ReturnType, string Name, ApiParameter[] Parameters)
{
    /// <summary>Key by which a hand-written member is recognised: name and parameter types.</summary>
    public string Key => Name + "(" + string.Join(",", Parameters.Select(p => TypeNames.Normalise(p.Type))) + ")";

    public override string ToString() =>
        $"{(IsStatic ? "static " : "")}{ReturnType} {Name}({string.Join(", ", Parameters.Select(p => $"{p.Type} {p.Name}{(p.Default is null ? "" : "=" + p.Default)}"))})";
}
