using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Finds the ticket that words are about, by the words that they share with what the tickets are about.</summary>
internal static class MatterWords
{
    private const int MaxLength = 400, MinStem = 4;

    /// <summary>Words that stand in any matter.</summary>
    private static readonly PhraseSet[] Common =
    [
        TypedAnswer.Said.Sounds("asks"), TypedAnswer.Said.Sounds("besideComment"), TypedAnswer.Said.Sounds("asksOrWants"),
        TypedAnswer.Said.Sounds("notSolvedWords"), Politeness.WordsAround,
        TypedAnswer.Said.SoundsExcept("besideSolved", "matterNouns"),
    ];

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

    /// <summary>Returns true if the words speak of what the ticket is about.</summary>
    public static bool Names(string text, TrackedTicket ticket) => FindNamed(text, [ticket]) is not null;

    private static int Count(IReadOnlyList<string> words, IReadOnlyList<string> others) =>
        words.Count(word => others.Any(other => IsSame(word, other)));

    // Uyghur adds endings to a word.
    private static bool IsSame(string word, string other) => word == other
        || (!IsChinese(word[0]) && word.Length >= MinStem && other.Length >= MinStem && word[..MinStem] == other[..MinStem]);

    /// <summary>Two signs of Chinese that follow each other are a word; other words have ends of their own.</summary>
    private static List<string> Read(string text)
    {
        var found = new HashSet<string>();
        foreach (var clause in AnswerReadings.SplitClauses(text))
        {
            var chinese = "";
            foreach (var word in WordSounds.FoldWords(clause))
            {
                if (IsChinese(word[0])) chinese += word;
                else if (word.Length >= MinStem && !word.All(char.IsDigit) && !Array.Exists(Common, list => list.Contains(word)))
                    found.Add(word);
            }

            for (var start = 0; start + 1 < chinese.Length; start++)
                if (WordCover.FindLeft(chinese.Substring(start, 2), Common).Length > 0) found.Add(chinese.Substring(start, 2));
        }

        return [.. found];
    }

    private static bool IsChinese(char sign) => sign is >= '\u3400' and <= '\u9FFF';
}
