using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Builds the messages that are submitted to the desk from an input and the conversation state.</summary>
internal static class Matter
{
    /// <summary>
    /// The length of one message in UTF-16 units. The desk accepts 10,000 code points, which are never more than its units.
    /// </summary>
    public const int Longest = 10_000;

    /// <summary>Builds one message, or several for the same ticket if the text is too long for one. No text is lost.</summary>
    public static IReadOnlyList<IncomingMessage> Messages(Place place, Heard heard, string text) =>
        [.. LongText.Split(text, Longest).Where(CleanText.SaysSomething).Select((piece, index) => index == 0
            ? First(place, heard, piece)
            : First(place, heard, piece) with
            {
                ExternalId = $"{heard.Origin.ExternalId}#{index + 1}", NewMatter = false, Kind = null, ServiceItem = null, Files = [],
            })];

    // All parts of an album share its id, because together they are one message.
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
        About = TicketNumber.TryRead(place.About, out var number) is TicketNumberFault.None ? number : null,
        Edits = (heard as Heard.Said)?.Edits,
        Files = (heard as Heard.Showed)?.Files ?? [],
    };

    /// <summary>
    /// Describes media in the resident's language, e.g. <c>[voice message]</c>. A caption comes first and the placeholder ends its
    /// first line, because the first line becomes the ticket's subject and its first letters decide the text direction.
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
