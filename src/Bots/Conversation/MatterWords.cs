using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Finds the ticket that words are about, by the words that they share with what the tickets are about.</summary>
internal static class MatterWords
{
    private const int MaxLength = 400, MinStem = 4, MinTradeStem = 3, MaxPointing = 5, MaxPointedSigns = 20;

    /// <summary>The longest text that may name a ticket and say what to do with it.</summary>
    public const int MaxShortLength = 60;

    /// <summary>Words that point at a matter after its name: "that … thing".</summary>
    private static readonly PhraseSet Pointing = SaidWords.Lists.Sounds("pointsAtMatter"),
        PointsAfter = SaidWords.Lists.Sounds("pointsAfter");

    /// <summary>Words that stand in any matter.</summary>
    private static readonly PhraseSet[] Common =
    [
        SaidWords.Lists.Sounds("asks"), SaidWords.Lists.Sounds("besideComment"), SaidWords.Lists.Sounds("asksOrWants"),
        SaidWords.Lists.Sounds("notSolvedWords"), Politeness.WordsAround,
        SaidWords.Lists.SoundsExcept("besideSolved", "matterNouns"), SaidWords.Lists.Sounds("trade"),
    ];

    /// <summary>The beginnings of words about buying and selling: everybody who sells something writes them.</summary>
    private static readonly IReadOnlyList<string> TradeStems = [.. SaidWords.Lists["trade"].Select(WordSounds.Fold)
        .Where(word => word.Length >= MinTradeStem && !IsChinese(word[0]))];

    /// <summary>
    /// Returns the ticket that shares most words with the text; null if none shares any, or two share as many.
    /// </summary>
    public static TrackedTicket? FindNamed(string text, IReadOnlyList<TrackedTicket> tickets)
    {
        if (text.Length > MaxLength) return null;
        var words = Read(text);
        if (words.Count == 0) return null;
        var named = tickets.Select(ticket => (Ticket: ticket, Shared: Count(words, Read(ticket.Subject))))
            .Where(entry => entry.Shared > 0).OrderByDescending(entry => entry.Shared).Take(2).ToList();
        return named switch
        {
            [var only] => only.Ticket,
            [var first, var second] when first.Shared > second.Shared => first.Ticket,
            _ => null,
        };
    }

    /// <summary>
    /// Returns the ticket that a short text names, and the words beside the name. Null if it names none, or two as well. Words such as
    /// "that of the …" are not among them: they tell that the ticket is meant, and not what it is about.
    /// </summary>
    public static (TrackedTicket Ticket, string Words, bool IsPointedAt)? Split(string text, IReadOnlyList<TrackedTicket> tickets)
    {
        if (text.Length > MaxShortLength || FindNamed(text, tickets) is not { } named) return null;
        var beside = FoldWithout(text, Read(named.Subject));
        var rest = WithoutPointing(beside);
        return (named, string.Join(' ', rest), rest.Count < beside.Count);
    }

    /// <summary>Returns the words of a text beside the goods that the ticket is about.</summary>
    public static string WithoutGoods(string text, TrackedTicket ticket) =>
        string.Join(' ', WithoutPointing(FoldWithout(text, [.. Read(ticket.Subject).Where(GoodsNames.IsMark)])));

    /// <summary>
    /// Splits a short Chinese text into the matter that it points at and what it asks for it: its state, or to hurry. Null for others.
    /// </summary>
    public static (string Thing, string Command)? SplitPointed(string text)
    {
        var words = WordSounds.FoldWords(text);
        if (words.Count > MaxPointedSigns || !words.All(word => IsChinese(word[0]))) return null;
        for (var at = 1; at < words.Count; at++)
        {
            var (before, after) = (string.Concat(words.Take(at)), string.Concat(words.Skip(at)));
            if (PointsAtEnd(before) && FindAsked(after) is { } asked) return (before, asked);
            if (PointsAtEnd(after) && FindAsked(before) is { } said) return (after, said);
        }

        return null;
    }

    /// <summary>Returns true if a sign of the thing stands in what the ticket is about, and is no sign of any matter.</summary>
    public static bool ShareSign(string thing, TrackedTicket ticket)
    {
        var subject = WordSounds.Fold(ticket.Subject);
        return WordCover.FindLeft(thing, [.. Common, Pointing]).Any(subject.Contains);
    }

    private static bool PointsAtEnd(string text) =>
        Enumerable.Range(1, text.Length - 1).Any(start => PointsAfter.Contains(text[start..]));

    private static string? FindAsked(string words) =>
        Array.Find([ButtonCodes.MyTickets, "urge"], code => TypedAnswer.SaysIn(words, code));

    private static List<string> FoldWithout(string text, IReadOnlyList<string> subject)
    {
        var words = WordSounds.FoldWords(text);
        return [.. words.Where((word, i) => IsChinese(word[0])
            ? !IsPair(i) && !IsPair(i - 1)
            : !IsGoods(word) && !subject.Any(other => IsSame(word, other)))];

        bool IsPair(int i) => i >= 0 && i + 1 < words.Count
            && (subject.Contains(words[i] + words[i + 1]) || IsGoods(words[i] + words[i + 1]));
        bool IsGoods(string word) => GoodsNames.Find(word) is { } goods && subject.Contains(goods);
    }

    private static IReadOnlyList<string> WithoutPointing(List<string> words) => new WordRun(words).Without(Pointing, MaxPointing);

    /// <summary>Returns true if the text names what the subject is about, points at it, and says nothing else.</summary>
    public static bool NamesOnly(string text, string subject)
    {
        if (text.Length > MaxShortLength || Count(Read(text), Read(subject)) == 0) return false;
        var rest = string.Join(' ', WithoutPointing(FoldWithout(text, Read(subject))));
        return rest.Length == 0 || Politeness.Judge(rest) is not null;
    }

    /// <summary>Returns true if the words speak of what the ticket is about.</summary>
    public static bool Names(string text, TrackedTicket ticket) => FindNamed(text, [ticket]) is not null;

    /// <summary>Returns true if the words name goods, and the ticket is about others.</summary>
    public static bool IsAboutOtherGoods(string text, TrackedTicket ticket) =>
        text.Length <= MaxLength && AreOfOtherGoods(Read(text), Read(ticket.Subject));

    // Melons that do not sell are another matter than pomegranates that do not.
    private static int Count(IReadOnlyList<string> words, IReadOnlyList<string> others) => AreOfOtherGoods(words, others) ? 0
        : words.Count(word => others.Any(other => IsSame(word, other)));

    private static bool AreOfOtherGoods(IReadOnlyList<string> words, IReadOnlyList<string> others) =>
        words.Any(GoodsNames.IsMark) && others.Any(GoodsNames.IsMark) && !words.Where(GoodsNames.IsMark).Intersect(others).Any();

    // Uyghur adds endings to a word.
    private static bool IsSame(string word, string other) => word == other
        || (!IsChinese(word[0]) && word.Length >= MinStem && other.Length >= MinStem && word[..MinStem] == other[..MinStem]);

    /// <summary>
    /// Two signs of Chinese that follow each other are a word; other words have ends of their own. What is named in any language is added.
    /// </summary>
    private static List<string> Read(string text)
    {
        var (found, goods) = (new HashSet<string>(), new HashSet<string>());
        foreach (var clause in AnswerReadings.SplitClauses(text))
        {
            var chinese = "";
            foreach (var word in WordSounds.FoldWords(clause))
            {
                if (GoodsNames.Find(word) is { } named) goods.Add(named);
                if (IsChinese(word[0])) chinese += word;
                else if (word.Length >= MinStem && !word.All(char.IsDigit) && !IsCommon(word)) found.Add(word);
            }

            for (var start = 0; start + 1 < chinese.Length; start++)
            {
                var pair = chinese.Substring(start, 2);
                if (GoodsNames.Find(pair) is { } named) goods.Add(named);
                if (WordCover.FindLeft(pair, Common).Length > 0) found.Add(pair);
            }
        }

        return [.. found, .. goods];
    }

    private static bool IsCommon(string word) => Array.Exists(Common, list => list.Contains(word))
        || TradeStems.Any(stem => word.StartsWith(stem, StringComparison.Ordinal));

    private static bool IsChinese(char sign) => sign is >= '\u3400' and <= '\u9FFF';
}
