using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>What a person said, as the desk takes it.</summary>
internal static class Matter
{
    /// <summary>The desk takes 10,000 code points in one message; a UTF-16 unit is at most one, so this is never too many.</summary>
    public const int Longest = 10_000;

    /// <summary>One message, or several of the same matter where it is too long for one. Nothing is cut off.</summary>
    public static IReadOnlyList<IncomingMessage> Messages(Place place, Heard heard, string text, bool newMatter) =>
        [.. LongText.Split(text, Longest).Select((piece, index) => new IncomingMessage
        {
            From = heard.From,
            ExternalId = index == 0 ? heard.Origin.ExternalId : $"{heard.Origin.ExternalId}#{index + 1}",
            Text = piece,
            SentAt = heard.Origin.SentAt,
            Language = place.Language ?? Language.ZhHans,
            SenderName = heard.Origin.SenderName,
            NewMatter = newMatter && index == 0,
        })];

    /// <summary>
    /// [voice message] and the like in the person's language. What they wrote with it comes first, so that a matter is called by their words,
    /// in their direction; the sign stands at the end of its first line.
    /// </summary>
    public static string Describe(Words words, Language language, Heard.Showed showed)
    {
        var name = words.Text(language, "content." + Code.Of(showed.Content));
        var head = string.IsNullOrWhiteSpace(showed.Detail) ? $"[{name}]" : $"[{name}: {showed.Detail.Trim()}]";
        if (string.IsNullOrWhiteSpace(showed.Caption)) return head;
        var lines = showed.Caption.Trim().Split('\n', 2);
        return string.Join('\n', [$"{lines[0].TrimEnd()} {head}", .. lines.Skip(1)]);
    }
}
