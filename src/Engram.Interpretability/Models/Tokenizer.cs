using System.Text;

namespace Engram.Interpretability.Models;

/// <summary>A byte-pair tokenizer with scores, as in SentencePiece: the best-scoring neighbouring pair is joined until none is left.</summary>
/// <param name="texts">Text of each token.</param>
/// <param name="scores">Score of each token.</param>
public sealed class Tokenizer(IReadOnlyList<string> texts, IReadOnlyList<float> scores)
{
    private readonly Dictionary<string, int> index = texts.Select((t, i) => (t, i)).GroupBy(p => p.t).ToDictionary(g => g.Key, g => g.First().i);

    /// <summary>Token 1, which begins every text.</summary>
    public const int Beginning = 1;

    /// <summary>Text of a token.</summary>
    /// <param name="token">Its number.</param>
    public string Text(int token) => texts[token];

    /// <summary>The tokens of a text, with the beginning token.</summary>
    /// <param name="text">Any text.</param>
    public List<int> Encode(string text)
    {
        var tokens = new List<int> { Beginning };
        if (text.Length == 0)
            return tokens;
        var parts = (" " + text).EnumerateRunes().SelectMany(r => index.TryGetValue(r.ToString(), out var id) ? [id] : Encoding.UTF8.GetBytes(r.ToString()).Select(b => b + 3)).ToList();
        while (true)
        {
            var (best, place, joined) = (float.NegativeInfinity, -1, 0);
            for (var i = 0; i + 1 < parts.Count; i++)
            {
                if (index.TryGetValue(texts[parts[i]] + texts[parts[i + 1]], out var id) && scores[id] > best)
                    (best, place, joined) = (scores[id], i, id);
            }

            if (place < 0)
                break;
            parts[place] = joined;
            parts.RemoveAt(place + 1);
        }

        tokens.AddRange(parts);
        return tokens;
    }

    /// <summary>The text of tokens.</summary>
    /// <param name="tokens">Numbers of tokens.</param>
    public string Decode(IEnumerable<int> tokens)
    {
        var text = string.Concat(tokens.Where(t => t > 2).Select(t => texts[t].Length == 6 && texts[t].StartsWith("<0x", StringComparison.Ordinal) ? ((char)Convert.ToInt32(texts[t][3..5], 16)).ToString() : texts[t]));
        return text.StartsWith(' ') ? text[1..] : text;
    }
}
