using System.Runtime.CompilerServices;
using System.Text;

namespace EcomCenter.Desk.Database.Search;

/// <summary>The full-text syntax of one database.</summary>
/// <param name="And">The operator between phrases that must all be found.</param>
/// <param name="Or">The operator between alternatives. It binds less than <paramref name="And"/>.</param>
/// <param name="Form">Writes a phrase; the last word of a beginning may go on.</param>
/// <param name="InnerWords">
/// A query for the indexed words that contain the letters of the placeholder <c>{0}</c> after their beginning. It returns one text, each
/// word after an operator.
/// </param>
internal sealed record MatchSyntax(string And, string Or, Func<string, bool, string> Form, string InnerWords);

/// <summary>
/// A full-text query for what people type. Beside the words and their beginnings it asks for words that contain them, and for names that
/// are stored with one space more or less than they were typed with.
/// </summary>
internal sealed class SearchMatch
{
    /// <summary>
    /// The words of a query that are also looked up inside of words and as two names. Each of them costs a few hundred look-ups in the
    /// index.
    /// </summary>
    private const int MaxExpandedWords = 4;

    private readonly MatchSyntax _syntax;
    private readonly StringBuilder _text = new();
    private readonly List<string> _sql = [];
    private readonly List<object> _arguments = [];

    private SearchMatch(MatchSyntax syntax) => _syntax = syntax;

    /// <summary>Writes SQL with the match in place of <c>{match}</c> and the arguments in place of <c>{0}</c> and so on.</summary>
    public static FormattableString Compose(string query, MatchSyntax syntax, string sql, params ReadOnlySpan<object> arguments)
    {
        var match = new SearchMatch(syntax);
        match._arguments.AddRange(arguments);
        match.AddQuery(SearchText.ParseQuery(query));
        match.EndText();
        return FormattableStringFactory.Create(
            sql.Replace("{match}", string.Join(" || ", match._sql), StringComparison.Ordinal), [.. match._arguments]);
    }

    private void AddQuery(IReadOnlyList<string> phrases)
    {
        for (var i = 0; i < phrases.Count; i++)
        {
            if (i > 0) _text.Append(_syntax.And);
            AddPhrase(phrases[i], isExpanded: i < MaxExpandedWords);
        }

        if (phrases.Count > MaxExpandedWords) return;
        foreach (var joined in NameSpaces.Join(phrases))
            _text.Append(_syntax.Or).Append('(')
                .AppendJoin(_syntax.And, joined.Select(p => $"({WriteAlternatives(p)}{(phrases.Contains(p) ? "" : WriteNames(p))})"))
                .Append(')');
    }

    private void AddPhrase(string phrase, bool isExpanded)
    {
        _text.Append('(').Append(WriteAlternatives(phrase));
        if (isExpanded && SearchText.IsWord(phrase))
        {
            _text.Append(WriteNames(phrase));
            if (SearchText.IsBeginning(phrase)) AddInnerWords(phrase);
        }

        _text.Append(')');
    }

    private void AddInnerWords(string letters)
    {
        EndText();
        _sql.Add($"coalesce(({_syntax.InnerWords.Replace("{0}", $"{{{_arguments.Count}}}", StringComparison.Ordinal)}), '')");
        _arguments.Add(letters);
    }

    private void EndText()
    {
        _sql.Add($"{{{_arguments.Count}}}");
        _arguments.Add(_text.ToString());
        _text.Clear();
    }

    private string WriteAlternatives(string phrase) =>
        string.Join(_syntax.Or, WithSeats(phrase).Select(p => _syntax.Form(p, SearchText.IsBeginning(p))));

    private string WriteNames(string word) => string.Concat(
        NameSpaces.Split(word).SelectMany(WithSeats).Select(names => _syntax.Or + _syntax.Form(names, false)));

    private static IEnumerable<string> WithSeats(string phrase) =>
        SearchText.AddSeats(phrase) is { } seated ? [phrase, seated] : [phrase];
}
