using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Engram.Notebooks.Cells.Introspection;

/// <summary>A cell that is being written, as the compiler understands it after the cells that ran.</summary>
/// <param name="root">Its syntax.</param>
/// <param name="model">Its meaning.</param>
internal sealed class CellModel(SyntaxNode root, SemanticModel model)
{
    private static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier)
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeRef)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut);

    /// <summary>What could be written at a position.</summary>
    public CompletionList Complete(string code, int position)
    {
        var start = position;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] is '_' or '@'))
            start--;
        var prefix = code[start..position];
        var token = root.FindToken(Math.Max(0, start - 1));
        if (IsInText(position))
            return new([], position, position);
        var (symbols, isMember) = Candidates(token, start);
        var items = symbols
            .Where(s => s.CanBeReferencedByName && !s.IsImplicitlyDeclared && Matches(s.Name, prefix) && !IsHidden(s))
            .GroupBy(s => s.Name)
            .Select(g => new CompletionItem(g.Key, Kind(g.First()), g.First().ToDisplayString(Short) + (g.Count() > 1 ? $" (+ {g.Count() - 1} overloads)" : "")));
        if (!isMember)
        {
            items = items.Concat(SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(k => prefix.Length > 0 && Matches(k, prefix)).Select(k => new CompletionItem(k, "keyword", k)))
                .Concat(ArgumentNames(token).Where(n => Matches(n, prefix)).Select(n => new CompletionItem(n + ":", "parameter", n)));
        }

        return new([.. items.DistinctBy(i => i.Text).OrderBy(i => i.Text.StartsWith(prefix, StringComparison.Ordinal) ? 0 : 1).ThenBy(i => i.Text, StringComparer.OrdinalIgnoreCase)], start, position);
    }

    /// <summary>What stands at a position; inside a call's parentheses, the call.</summary>
    public Description? Describe(int position)
    {
        var symbols = At(root.FindToken(position)) is { Length: > 0 } here ? here : position > 0 ? At(root.FindToken(position - 1)) : [];
        if (symbols.Length == 0 && root.FindToken(Math.Max(0, position - 1)).Parent?.FirstAncestorOrSelf<BaseArgumentListSyntax>()?.Parent is { } call)
            symbols = Overloads(call);
        if (symbols.Length == 0)
            return null;
        var documentation = symbols.Select(s => DocumentationText.Of(s)).FirstOrDefault(t => t.Length > 0) ?? "";
        return new([.. symbols.Select(s => s.ToDisplayString(Short)).Distinct().Take(12)], documentation);
    }

    private (IEnumerable<ISymbol> Symbols, bool IsMember) Candidates(SyntaxToken token, int position)
    {
        var owner = !token.IsKind(SyntaxKind.DotToken) ? null : token.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
        if (owner is null)
            return (model.LookupSymbols(position), false);
        var symbol = model.GetSymbolInfo(owner).Symbol;
        if (symbol is INamespaceOrTypeSymbol container)
            return (model.LookupSymbols(position, container).Where(s => s.IsStatic || s is INamespaceOrTypeSymbol), true);
        var type = model.GetTypeInfo(owner).Type;
        if (token.Parent is MemberBindingExpressionSyntax && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        return (type is null or IErrorTypeSymbol ? [] : model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(s => !s.IsStatic || s is IMethodSymbol { ReducedFrom: not null }), true);
    }

    private IEnumerable<string> ArgumentNames(SyntaxToken token) =>
        token.Parent?.FirstAncestorOrSelf<BaseArgumentListSyntax>()?.Parent is { } call && token.Kind() is SyntaxKind.OpenParenToken or SyntaxKind.CommaToken
            ? Overloads(call).OfType<IMethodSymbol>().SelectMany(m => m.Parameters).Select(p => p.Name).Distinct() : [];

    private ImmutableArray<ISymbol> Overloads(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => model.GetMemberGroup(invocation.Expression),
        ObjectCreationExpressionSyntax creation when model.GetTypeInfo(creation).Type is INamedTypeSymbol type => ImmutableArray<ISymbol>.CastUp(type.InstanceConstructors),
        _ => [],
    };

    private ImmutableArray<ISymbol> At(SyntaxToken token)
    {
        if (token.Parent is null || !token.IsKind(SyntaxKind.IdentifierToken) && !SyntaxFacts.IsPredefinedType(token.Kind()))
            return [];
        if (model.GetDeclaredSymbol(token.Parent) is { } declared)
            return [declared];
        var info = model.GetSymbolInfo(token.Parent);
        if (info.Symbol is { } symbol)
            return symbol is IMethodSymbol ? [symbol, .. model.GetMemberGroup(token.Parent).Where(m => !SymbolEqualityComparer.Default.Equals(m, symbol))] : [symbol];
        return info.CandidateSymbols.Length > 0 ? info.CandidateSymbols : model.GetMemberGroup(token.Parent);
    }

    private bool IsInText(int position)
    {
        var token = root.FindToken(Math.Max(0, position - 1), findInsideTrivia: true);
        var isString = token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken;
        return (isString && token.SpanStart < position && (token.Span.End > position || token.ContainsDiagnostics)) || root.FindTrivia(Math.Max(0, position - 1)).Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;
    }

    private static bool Matches(string name, string prefix) => name.StartsWith(prefix.TrimStart('@'), StringComparison.OrdinalIgnoreCase);

    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(a =>
        a.AttributeClass?.Name == "EditorBrowsableAttribute" && a.ConstructorArguments is [{ Value: 1 }]);

    private static string Kind(ISymbol symbol) => symbol switch
    {
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IFieldSymbol => "field",
        IEventSymbol => "event",
        ILocalSymbol or IRangeVariableSymbol => "local",
        IParameterSymbol => "parameter",
        INamespaceSymbol => "namespace",
        ITypeSymbol type => type.TypeKind.ToString().ToLowerInvariant(),
        _ => "symbol",
    };
}
