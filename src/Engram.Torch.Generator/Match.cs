namespace Engram.Torch.Generator;

/// <summary>A TorchSharp method bound to an ATen overload: one push statement for each schema argument.</summary>
internal sealed record Match(Schema Schema, string[] Statements, string Result, int Score);
