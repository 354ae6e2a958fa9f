namespace Engram.Notebooks.Cells.Introspection;

/// <summary>One way to go on.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Kind">method, property, field, class, namespace, local, keyword …</param>
/// <param name="Signature">The declaration, short.</param>
public sealed record CompletionItem(string Text, string Kind, string Signature);
