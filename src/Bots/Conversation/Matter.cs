using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>What a person said, as the desk takes it.</summary>
internal static class Matter
{
    /// <summary>The desk takes 10,000 code points in one message; a UTF-16 unit is at most one, so this is never too many.</summary>
    public const int Longest = 10_000;

    /// <summary>One message, or several of the same matter where it is too long for one. Nothing is cut off.</summary>
    public static IReadOnlyList<IncomingMessage> Messages(Place place, Heard heard, string text) =>
        [.. LongText.Split(text, Longest).Where(CleanText.SaysSomething).Select((piece, index) => index == 0 ? First(place, heard, piece) : First(place, heard, piece) with
        {
            ExternalId = $"{heard.Origin.ExternalId}#{index + 1}", NewMatter = false, Kind = null, ServiceItem = null, Files = [],
        })];

    /// <summary>All parts of an album are one message.</summary>
    private static IncomingMessage First(Place place, Heard heard, string text) => new()
    {
        From = heard.From,
        ExternalId = (heard as Heard.Showed)?.Album ?? heard.Origin.ExternalId,
        Text = text,
        SentAt = heard.Origin.SentAt,
        Language = place.Language ?? Language.ZhHans,
        SenderName = heard.Origin.SenderName,
        Kind = place.Wish?.Kind,
        ServiceItem = place.Wish?.Service is { } service && Names.Services.Contains(service) ? service : null,
        NewMatter = place.NewMatter,
        About = place.About is { } about && TicketNumber.TryRead(about, out var number) is TicketNumberFault.None ? number : null,
        Edits = (heard as Heard.Said)?.Edits,
        Files = (heard as Heard.Showed)?.Files ?? [],
    };

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
